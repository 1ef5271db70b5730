import type { PublicInstance } from '../contract.ts'
import type { Messages } from '../text/messages.ts'
import { GoalBar } from './goal_bar.ts'

/** Steps of the sample, milliseconds: it must be full well before its scene ends. */
const STEP_MS = 500
const STEPS = 5

/** A goal that fills up by itself, for the TEST button. */
export function sampleGoal(instance: PublicInstance, messages: Messages): HTMLElement {
  const bar = new GoalBar()
  const draw = (step: number) => {
    const progress = Math.round((instance.objective * step) / STEPS)
    const status = step === STEPS ? 'armed' : 'active'
    const latestViewers = instance.latestViewers.slice(0, Math.max(1, step))
    bar.update({ ...instance, progress, status, latestViewers, expiresAt: null }, messages, 0)
    if (step < STEPS) setTimeout(() => draw(step + 1), STEP_MS)
  }
  draw(0)
  return bar.element
}
