import type { PublicInstance } from '../contract.ts'
import type { Messages } from '../text/messages.ts'
import { timeLeft } from './clock_text.ts'
import { d20 } from './d20.ts'
import { el } from './dom.ts'
import { GoalShares } from './goal_shares.ts'
import { accent } from './motion.ts'

/** Up to this many the track is cut into one piece per viewer. */
const MAX_TICKS = 25

const PULSE = [
  { opacity: 0.9, transform: 'scale(1)' },
  { opacity: 0, transform: 'scale(1.5)' },
]
const BUMP = [{ transform: 'translateY(-6px)' }, { transform: 'none' }]
const SURFACE = [
  { opacity: 0, transform: 'translateY(8px)' },
  { opacity: 1, transform: 'none' },
]

/** The bar of one instance: what the crowd collects for, how far it is, whose part is how large, who joined last. */
export class GoalBar {
  readonly element: HTMLElement
  #eyebrow = el('eyebrow')
  #time = el('goal-time')
  #name = el('goal-name')
  #progress = el('goal-progress')
  #objective = el('goal-objective')
  #count = el('goal-count', this.#progress, this.#objective)
  #fill = el('goal-fill')
  #ticks = el('goal-ticks')
  #line = el('goal-line')
  #shares = new GoalShares()
  #pulse = el('goal-pulse')
  #shown = { progress: -1, objective: -1, line: '' }

  constructor() {
    const medal = el('goal-medal', this.#pulse, d20(null, 'dark'), d20(null, 'light'))
    const head = el('goal-head', this.#eyebrow, this.#time)
    const title = el('goal-title', this.#name, this.#count)
    const track = el('goal-track', this.#fill, this.#ticks)
    const body = el('goal-body', head, title, track, this.#shares.element, this.#line)
    this.element = el('goal', el('goal-panel panel', body), medal)
  }

  /** `now` is the server's clock, epoch milliseconds. */
  update(instance: PublicInstance, { goal }: Messages, now: number) {
    const { status, expiresAt } = instance
    this.element.dataset.status = status
    this.#eyebrow.textContent = instance.mode === 'open' ? goal.openEyebrow : goal.eyebrow
    this.#name.textContent = instance.eventName
    this.#time.textContent =
      status === 'active' || status === 'armed'
        ? timeLeft(expiresAt === null ? null : Date.parse(expiresAt) - now)
        : ''
    this.#showProgress(instance)
    this.#shares.update(instance.shares)
    this.#showLine(lineOf(instance, goal))
  }

  #showProgress({ progress, objective }: PublicInstance) {
    const before = this.#shown
    if (before.progress === progress && before.objective === objective) return

    this.#progress.textContent = String(progress)
    this.#objective.textContent = String(objective)
    const part = objective > 0 ? Math.min(1, progress / objective) : 0
    this.#fill.style.transform = `translateX(${(part - 1) * 100}%)`
    if (before.objective !== objective) this.#cutTrack(objective)
    if (before.progress >= 0 && progress > before.progress) {
      accent(this.#pulse, PULSE, 700)
      accent(this.#progress, BUMP, 350)
    }
    this.#shown = { ...before, progress, objective }
  }

  #cutTrack(objective: number) {
    const count = objective <= MAX_TICKS ? objective : 0
    this.#ticks.replaceChildren(...Array.from({ length: count }, () => el('goal-tick')))
  }

  #showLine(line: string) {
    if (this.#shown.line === line) return
    this.#shown = { ...this.#shown, line }
    this.#line.textContent = line
    accent(this.#line, SURFACE, 400)
  }
}

function lineOf({ status, latestViewers }: PublicInstance, goal: Messages['goal']): string {
  if (status === 'armed') return goal.armed
  if (status === 'awaiting_approval') return goal.awaitingApproval
  if (status === 'executing') return goal.executing

  const latest = latestViewers.at(-1)
  return latest === undefined ? goal.collecting : goal.joined(latest)
}
