import type { ShownPoll } from '../state/overlay_state.ts'
import { el } from './dom.ts'

/** One option: what to write for it in chat, its votes, and how many of them are from here. */
export class PollRow {
  readonly element: HTMLElement
  #index: number
  #text = el('poll-text')
  #share = el('poll-share')
  #fill = el('poll-fill')
  #own = el('poll-own')

  constructor(index: number) {
    this.#index = index
    const head = el('poll-option', this.#text, this.#share)
    this.element = el('poll-row', head, el('poll-track', this.#fill, this.#own))
  }

  update(option: ShownPoll['options'][number], poll: ShownPoll, isLeading: boolean) {
    const { text, votes, own } = option
    const isByChat = poll.method === 'chat' && poll.status === 'running'
    this.#text.textContent = isByChat ? `!${this.#index + 1} ${text}` : text
    this.#share.textContent = `${part(votes, poll.total)}%`
    this.#fill.style.transform = `translateX(${part(votes, poll.total) - 100}%)`
    this.#own.style.transform = `translateX(${(poll.isShared ? part(own, poll.total) : 0) - 100}%)`
    this.element.classList.toggle('poll-leads', isLeading)
  }
}

const part = (votes: number, total: number) => (total > 0 ? Math.round((votes / total) * 100) : 0)
