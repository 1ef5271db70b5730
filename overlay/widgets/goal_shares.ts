import type { InstanceShare } from '../contract.ts'
import { el } from './dom.ts'

const COLUMNS = 3
/** Two lines; the largest parts come first. */
const MAX_CELLS = 2 * COLUMNS

/** What each channel has put into a goal for all; nothing for a goal of one channel. */
export class GoalShares {
  readonly element = el('goal-shares')
  #shown = '[]'

  update(shares: InstanceShare[]) {
    const key = JSON.stringify(shares)
    if (key === this.#shown) return

    this.#shown = key
    const shown = shares.slice(0, shares.length > MAX_CELLS ? MAX_CELLS - 1 : MAX_CELLS)
    const rest = shares.length - shown.length
    this.element.classList.toggle('goal-shares-many', shares.length > COLUMNS)
    this.element.replaceChildren(
      ...shown.map(shareOf),
      ...(rest > 0 ? [el('goal-share-rest', `+${rest}`)] : [])
    )
  }
}

/** Who came later has no part to fill, and is shown with what they bring. */
function shareOf({ streamer, objective, progress }: InstanceShare): HTMLElement {
  const count = objective > 0 ? `${progress}/${objective}` : `+${progress}`
  const share = el('goal-share', el('goal-share-name', streamer), el('goal-share-count', count))
  share.classList.toggle('goal-share-full', objective > 0 && progress >= objective)
  return share
}
