import type { PublicInstance } from '../../overlay/contract.js'
import type { InstanceFrame } from '#gamification/live/to_frame'
import type { RehearsalOutcome } from '#rehearsal/outcome'
import type { Script } from '#rehearsal/scene'

/** What the rehearsing process is to do. */
export interface RehearsalOrder {
  campaignId: string
  /** Of the real data, which are only read. */
  sourceSchema: string
  /** Its own, where everything is made and nothing else is found. */
  schema: string
  /** From when on time runs faster: milliseconds since 1970. */
  origin: number
  speed: number
  script: Script
}

/** How it stands; times are real ones, so that a countdown ends when it should. */
export interface RehearsalState {
  /** Of the script. */
  second: number
  goals: { streamerId: string | null; instance: PublicInstance }[]
}

/** Something that a stream would have shown; of a group when it is nobody's. */
export interface RehearsalShot {
  streamerId: string | null
  frame: InstanceFrame
}

/** What it says on its way. */
export type RehearsalNews =
  | { kind: 'state'; state: RehearsalState }
  | { kind: 'shot'; shot: RehearsalShot }
  | { kind: 'done'; outcome: RehearsalOutcome }
  | { kind: 'failed'; message: string }
