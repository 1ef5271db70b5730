/** What would have happened. Points are channel points, times seconds of the rehearsal. */
export type RehearsalOutcome = {
  seconds: number
  viewers: number
  streamers: string[]
  redemptions: { total: number; fulfilled: number; refunded: number; open: number }
  points: { spent: number; refunded: number; open: number }
  refunds: { reason: string; count: number; points: number }[]
  instances: RehearsedInstance[]
  rolls: { at: number; who: string; natural: number; outcome: string | null }[]
  /** How many redemptions came in each span, and how they ended. */
  timeline: { at: number; fulfilled: number; refunded: number; open: number }[]
}

export type RehearsedInstance = {
  event: string
  /** Null of a goal that all fill together. */
  streamer: string | null
  status: string
  reason: string | null
  progress: number
  objective: number
  startedAt: number
  armedAt: number | null
  endedAt: number | null
}

/** Seconds of a rehearsal in one span of the timeline. */
export const TIMELINE_SPAN = 10
