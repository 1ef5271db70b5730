import type {
  OverlayPack,
  OverlayPoll,
  OverlaySettings,
  PublicInstance,
  RehearsalFrame,
} from '../contract.ts'

/** All that the page knows. Replaced, never mutated. */
export interface OverlayState {
  /** False until the first snapshot: nothing is drawn before. */
  ready: boolean
  /** The last one-shot taken in; the next one must be this plus one. */
  seq: number
  /** Open instances and, as tombstones, the ended ones seen since the last snapshot. */
  instances: ReadonlyMap<string, PublicInstance>
  poll: ShownPoll | null
  /** What the server has this page play now. */
  pack: OverlayPack | null
  /** The last one that ended: a late word of its start begins nothing. */
  endedPack: string | null
  /** Shown in place of what is real; forgotten when nothing is heard of it. */
  rehearsal: { frame: RehearsalFrame; heardAt: number } | null
  settings: OverlaySettings
  demo: boolean
  streamer: string
  build: string | null
  /** Server clock minus this machine's, in milliseconds. */
  clockOffset: number
}

/** A test's poll is nobody's vote, and gives way to any other. */
export type ShownPoll = OverlayPoll & { isTest: boolean }

export const initialState: OverlayState = {
  ready: false,
  seq: 0,
  instances: new Map(),
  poll: null,
  pack: null,
  endedPack: null,
  rehearsal: null,
  settings: {
    language: 'en',
    volume: 0,
    reducedMotion: false,
    palette: 'default',
    widgets: {
      goal: { shown: true, x: 50, y: 90, scale: 1 },
      impact: { shown: true, x: 50, y: 45, scale: 1 },
      refunds: { shown: true, x: 50, y: 10, scale: 1 },
      poll: { shown: true, x: 84, y: 30, scale: 1 },
      pack: { shown: true, x: 50, y: 47, scale: 1 },
    },
  },
  demo: false,
  streamer: '',
  build: null,
  clockOffset: 0,
}
