import type { PublicInstance } from '../contract.ts'
import type { Messages } from '../text/messages.ts'
import { GoalBar } from './goal_bar.ts'
import { el } from './dom.ts'
import { leave } from './motion.ts'

/** More bars than this would cover the game: they take turns instead. */
const MAX_BARS = 3
const TURN_MS = 8000

/** The bars of all open instances, one above the other; empty, and so invisible, when there are none. */
export class GoalStack {
  readonly element = el('goals')
  #bars = new Map<string, GoalBar>()

  /** `now` is the server's clock, epoch milliseconds. */
  update(instances: PublicInstance[], messages: Messages, now: number) {
    const turn = onTurn(instances, now)
    const wanted = new Set(turn.map(({ id }) => id))

    for (const [id, bar] of this.#bars) {
      if (wanted.has(id)) continue
      this.#bars.delete(id)
      leave(bar.element)
    }
    for (const instance of turn) this.#barOf(instance.id).update(instance, messages, now)
    this.element.classList.toggle('goals-many', turn.length > 1)
  }

  #barOf(id: string): GoalBar {
    const known = this.#bars.get(id)
    if (known) return known

    const bar = new GoalBar()
    this.#bars.set(id, bar)
    this.element.append(bar.element)
    return bar
  }
}

function onTurn(instances: PublicInstance[], now: number): PublicInstance[] {
  const pages = Math.ceil(instances.length / MAX_BARS)
  if (pages <= 1) return instances

  const page = Math.floor(now / TURN_MS) % pages
  return instances.slice(page * MAX_BARS, (page + 1) * MAX_BARS)
}
