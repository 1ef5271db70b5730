import type { OverlayPack } from '../contract.ts'
import { BATCH, TEMPO } from './pack_length.ts'
import { timelineOf } from './timeline.ts'

/** The server goes on after twice the length: by then its answer has to be there, milliseconds. */
const MARGIN_MS = 700

/** A summary that nobody could read is left out. */
const SHORTEST_MS = 1200

export type PlayTime =
  | { kind: 'whole'; length: number }
  /** Only its summary: it has waited, or the page came late. */
  | { kind: 'summary'; length: number }
  | { kind: 'nothing'; length: 0 }

/** How much of a pack can still be played. `now` is the server's clock, epoch milliseconds. */
export function playTime(pack: OverlayPack, now: number): PlayTime {
  const left = Date.parse(pack.startedAt) + 2 * pack.lengthMs - MARGIN_MS - now
  const { length } = timelineOf(pack)
  if (left >= length) return { kind: 'whole', length }
  if (left < SHORTEST_MS) return { kind: 'nothing', length: 0 }

  const summary = pack.mode === 'batch' ? BATCH.summary : TEMPO[pack.mode].summary
  return { kind: 'summary', length: Math.min(left, summary) }
}
