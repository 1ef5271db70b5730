import type { ConnectionStatus } from '../connection/status.ts'
import type { Messages } from '../text/messages.ts'
import { el } from './dom.ts'

/** A reconnection shorter than this is nobody's business, milliseconds. */
const PATIENCE_MS = 3000

/** The corner of the picture: a dot while there is no connection, and DEMO on simulated Twitch. */
export class Corner {
  readonly element: HTMLElement
  #dot = el('dot')
  #demo = el('badge badge-demo')
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor() {
    this.#demo.hidden = true
    this.element = el('corner', this.#dot, this.#demo)
  }

  showStatus(status: ConnectionStatus) {
    if (status.name === 'live') {
      clearTimeout(this.#timer)
      this.#timer = undefined
      this.#dot.classList.remove('dot-on')
      return
    }
    // Measured from the first sign of trouble: each new attempt must not put it off.
    this.#timer ??= setTimeout(() => this.#dot.classList.add('dot-on'), PATIENCE_MS)
  }

  showDemo(demo: boolean, { badge }: Messages) {
    this.#demo.hidden = !demo
    this.#demo.textContent = badge.demo
  }
}
