import { make } from './dom.ts'

interface Options {
  id: string
  classes: string[]
  window: { title: string; icon?: string }
  position: { width?: number }
  actions: Record<string, (this: Application, event: Event, target: HTMLElement) => void>
}

let localize = (key: string) => key
export function setLocalizer(localizer: (key: string) => string) {
  localize = localizer
}

let front = 100

/** A window on the table, with the few members that modules override. */
export class Application {
  static DEFAULT_OPTIONS: Partial<Options> = {}
  rendered = false
  #element: HTMLElement | null = null
  #options: Options

  constructor() {
    const own: unknown = Reflect.get(this.constructor, 'DEFAULT_OPTIONS')
    const defaults = { id: '', classes: [], window: { title: '' }, position: {}, actions: {} }
    this.#options = Object.assign(defaults, own)
  }

  get element(): HTMLElement {
    if (!this.#element) throw new Error('The window is not drawn')
    return this.#element
  }

  async render({ force = false } = {}) {
    if (!this.rendered && !force) return this
    const result = await this._renderHTML()
    this.#element ??= this.#frame()
    const content = this.#element.querySelector<HTMLElement>('.window-content')
    if (content) this._replaceHTML(result, content)
    if (force) this.#bringUp(this.#element)
    this.rendered = true
    return this
  }

  async close() {
    this.#element?.remove()
    this.#element = null
    this.rendered = false
    return this
  }

  protected async _renderHTML(): Promise<HTMLElement> {
    return make('div')
  }

  protected _replaceHTML(result: HTMLElement, content: HTMLElement) {
    content.replaceChildren(result)
  }

  #frame() {
    const { id, classes, window, position } = this.#options
    document.getElementById(id)?.remove()
    const titleId = `${id}-title`
    const close = make(
      'button',
      { 'type': 'button', 'class': 'window-close', 'aria-label': 'Close' },
      '✕'
    )
    close.addEventListener('click', () => void this.close())
    const frame = make(
      'div',
      {
        id,
        'class': ['application', ...classes].join(' '),
        'role': 'dialog',
        'aria-labelledby': titleId,
      },
      make(
        'div',
        { class: 'window-header' },
        make('h2', { id: titleId }, localize(window.title)),
        close
      ),
      make('section', { class: 'window-content' })
    )
    frame.style.setProperty('--width', `${position.width ?? 400}px`)
    frame.addEventListener('click', (event) => this.#clicked(event))
    frame.addEventListener('keydown', ({ key }) => key === 'Escape' && void this.close())
    document.body.append(frame)
    return frame
  }

  #clicked(event: Event) {
    const target = event.target instanceof Element ? event.target.closest('[data-action]') : null
    if (!(target instanceof HTMLElement)) return
    this.#options.actions[target.dataset.action ?? '']?.call(this, event, target)
  }

  #bringUp(frame: HTMLElement) {
    frame.style.zIndex = String(++front)
    frame.querySelector<HTMLElement>('.window-content :is(input, button, a)')?.focus()
  }
}
