import type { OverlayPack } from '../../../overlay/contract.js'

/** Packs that wait, the next one included: from so many on they play otherwise. */
const FAST_ABOVE = 3
const RARES_ABOVE = 8
const BATCH_ABOVE = 20

/** A summary of more is no summary. */
export const BATCH_AT_MOST = 50

/** How the next pack is shown, so that nobody waits for an hour. */
export function modeFor(waiting: number): OverlayPack['mode'] {
  if (waiting > BATCH_ABOVE) {
    return 'batch'
  }
  if (waiting > RARES_ABOVE) {
    return 'rares'
  }
  return waiting > FAST_ABOVE ? 'fast' : 'full'
}
