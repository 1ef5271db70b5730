import type { OverlaySettings } from '../contract.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'

/** Every sentence of the page, in one language. Names of people and events go in as they are. */
export interface Messages {
  goal: {
    eyebrow: string
    /** For an event whose roll is already on the table and waits for the viewers. */
    openEyebrow: string
    armed: string
    awaitingApproval: string
    executing: string
    joined: (viewer: string) => string
    /** Before anybody who may be named has joined. */
    collecting: string
  }
  armed: { eyebrow: string; title: string; thanks: (names: string) => string }
  critical: {
    eyebrow: string
    rolled: (character: string | null, natural: number | null) => string
    hint: string
  }
  inversion: { eyebrow: string; roll: string; becomes: (from: number, to: number) => string }
  effect: { eyebrow: string }
  notice: {
    refunded: (count: number) => string
    refundOpen: (count: number) => string
    reason: (reason: string) => string
    expired: string
    cancelled: string
    failed: string
    caughtUp: (count: number) => string
    /** Empty when it is not known how long nobody listened. */
    gap: (seconds: number | null) => string
  }
  poll: {
    eyebrow: string
    result: string
    tie: string
    nobody: string
    /** How to vote. */
    inChat: string
    onTwitch: string
    votes: (count: number) => string
    /** Of them, from this channel. */
    here: (count: number) => string
  }
  pack: {
    eyebrow: string
    replay: string
    /** In place of a name that is not to be shown. */
    somebody: string
    opens: (viewer: string) => string
    /** Above a batch. */
    many: string
    batch: (packs: number, viewers: number) => string
    waiting: (count: number) => string
    isNew: string
    fresh: (count: number) => string
    doubles: (count: number) => string
    progress: (has: number, of: number) => string
  }
  badge: { test: string; demo: string; rehearsal: string }
  setup: SetupMessages
}

export interface SetupMessages {
  title: string
  intro: string
  steps: string[]
  state: Record<
    'no_key' | 'connecting' | 'live' | 'unreachable' | 'busy' | 'bad_key' | 'forbidden' | 'gone',
    { title: string; advice: string }
  >
  facts: {
    streamer: string
    goals: string
    sound: string
    soundHere: string
    soundElsewhere: string
    volume: string
    build: string
  }
  widgets: Record<keyof OverlaySettings['widgets'], string>
  samplesTitle: string
  samples: { armed: string; inversion: string; refund: string; expired: string; pack: string }
  samplesNote: string
  off: string
}

const languages: Record<OverlaySettings['language'], Messages> = { en, fr }

export function messagesFor(language: OverlaySettings['language']): Messages {
  return languages[language]
}
