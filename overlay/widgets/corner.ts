import type { RehearsalFrame } from '../contract.ts'
import type { ConnectionStatus } from '../connection/status.ts'
import type { Messages } from '../text/messages.ts'
import { el } from './dom.ts'

/** A reconnection shorter than this is nobody's business, milliseconds. */
const PATIENCE_MS = 3000

/** The corner of the picture: a dot while there is no connection, DEMO on simulated Twitch, REHEARSAL while one is on. */
export class Corner {
  readonly element: HTMLElement
  #dot = el('dot')
  #demo = el('badge badge-demo')
  #rehearsal = el('badge badge-rehearsal')
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor() {
    this.#demo.hidden = true
    this.#rehearsal.hidden = true
    this.element = el('corner', this.#dot, this.#rehearsal, this.#demo)
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

  showMarks(demo: boolean, rehearsal: RehearsalFrame | null, { badge }: Messages) {
    this.#demo.hidden = !demo
    this.#demo.textContent = badge.demo
    this.#rehearsal.hidden = rehearsal === null
    this.#rehearsal.textContent = badge.rehearsal
  }
}
