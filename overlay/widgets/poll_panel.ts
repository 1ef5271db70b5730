import type { ShownPoll } from '../state/overlay_state.ts'
import type { Messages } from '../text/messages.ts'
import { timeLeft } from './clock_text.ts'
import { el } from './dom.ts'
import { leave } from './motion.ts'
import { PollRow } from './poll_row.ts'

/** The question on screen with its votes: of all channels, and this one's part of them. */
export class PollPanel {
  readonly element = el('polls')
  #panel: Panel | null = null

  /** Null takes it down. `now` is the server's clock, epoch milliseconds. */
  update(poll: ShownPoll | null, messages: Messages, now: number) {
    if (this.#panel && this.#panel.id !== poll?.id) {
      leave(this.#panel.element)
      this.#panel = null
    }
    if (!poll) return

    if (!this.#panel) {
      this.#panel = new Panel(poll, messages)
      this.element.append(this.#panel.element)
    }
    this.#panel.update(poll, messages, now)
  }
}

class Panel {
  readonly element: HTMLElement
  readonly id: string
  #eyebrow = el('eyebrow')
  #time = el('goal-time')
  #rows: PollRow[]
  #foot = el('poll-foot')

  constructor(poll: ShownPoll, { badge }: Messages) {
    this.id = poll.id
    this.#rows = poll.options.map((_, index) => new PollRow(index))
    const body = el(
      'poll-body',
      el('goal-head', this.#eyebrow, this.#time),
      el('poll-question', poll.question),
      ...this.#rows.map(({ element }) => element),
      this.#foot
    )
    this.element = el('poll', el('panel', body))
    if (poll.isTest) this.element.append(el('badge badge-test', badge.test))
  }

  update(poll: ShownPoll, { poll: words }: Messages, now: number) {
    const most = Math.max(...poll.options.map(({ votes }) => votes))
    const leading = poll.total > 0 ? poll.options.filter(({ votes }) => votes === most) : []
    const isOver = poll.status === 'ended'
    this.element.dataset.status = poll.status
    this.#eyebrow.textContent = isOver ? words.result : words.eyebrow
    this.#time.textContent = isOver ? '' : timeLeft(Date.parse(poll.endsAt) - now)
    poll.options.forEach((option, index) =>
      this.#rows[index]?.update(option, poll, leading.includes(option))
    )
    this.#foot.replaceChildren(
      el('', lineOf(poll, leading.length, words)),
      el('poll-votes', countsOf(poll, words))
    )
  }
}

function lineOf({ status, method, total }: ShownPoll, leading: number, words: Messages['poll']) {
  if (status !== 'ended') return method === 'chat' ? words.inChat : words.onTwitch
  if (total === 0) return words.nobody
  return leading > 1 ? words.tie : ''
}

/** What this channel has brought in is told only where there are others. */
function countsOf({ total, own, isShared }: ShownPoll, words: Messages['poll']): string {
  return isShared ? `${words.votes(total)} · ${words.here(own)}` : words.votes(total)
}
