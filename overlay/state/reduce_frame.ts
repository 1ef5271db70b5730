import type { OverlayFrame, OverlayOneShot, PackStart, PublicInstance } from '../contract.ts'
import { instanceOf } from './instance_of.ts'
import { mergeInstance } from './merge_instance.ts'
import { mergePoll } from './merge_poll.ts'
import type { OverlayState } from './overlay_state.ts'

export interface Reduction {
  state: OverlayState
  /** A one-shot to play now, seen for the first time; or a test of a pack. */
  play: OverlayOneShot | PackStart | null
  /** A one-shot before this one is missing: fetch a snapshot, then offer the frame again. */
  gap: boolean
}

/** What one frame of the stream does to the state. `now` is this machine's clock, epoch milliseconds. */
export function reduceFrame(state: OverlayState, frame: OverlayFrame, now: number): Reduction {
  switch (frame.event) {
    case 'settings':
      return quiet({ ...state, settings: frame.data })
    case 'ping':
      return quiet({
        ...state,
        build: frame.data.build,
        clockOffset: Date.parse(frame.data.serverTime) - now,
      })
    case 'rehearsal':
      return quiet({
        ...state,
        rehearsal: frame.data === null ? null : { frame: frame.data, heardAt: now },
      })
    case 'gamification:instance_created':
    case 'gamification:instance_progress':
      return quiet(withInstance(state, frame.data))
    case 'poll:changed':
      return quiet({ ...state, poll: mergePoll(state.poll, frame.data, frame.test) })
    case 'packOpeningStarted':
      // A test must neither end what is played for a viewer, nor be taken for it.
      if (frame.test) return { state, play: frame, gap: false }
      return quiet(frame.data.id === state.endedPack ? state : { ...state, pack: frame.data })
    case 'packOpeningComplete':
      return quiet({
        ...state,
        endedPack: frame.data.id,
        pack: state.pack?.id === frame.data.id ? null : state.pack,
      })
    default:
      return reduceOneShot(state, frame)
  }
}

function reduceOneShot(state: OverlayState, shot: OverlayOneShot): Reduction {
  // A test is nobody's points: it is played, and leaves no trace in what is counted.
  if (shot.test) return { state, play: shot, gap: false }

  const instance = instanceOf(shot)
  const updated = instance ? withInstance(state, instance) : state
  if (shot.seq <= state.seq) return quiet(updated)
  if (shot.seq > state.seq + 1) return { state: updated, play: null, gap: true }

  return { state: { ...updated, seq: shot.seq }, play: shot, gap: false }
}

function withInstance(state: OverlayState, instance: PublicInstance): OverlayState {
  const instances = mergeInstance(state.instances, instance)
  return instances === state.instances ? state : { ...state, instances }
}

function quiet(state: OverlayState): Reduction {
  return { state, play: null, gap: false }
}
