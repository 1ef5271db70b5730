import type { OverlayOneShot, OverlaySnapshot } from '../contract.ts'
import { mergePoll } from './merge_poll.ts'
import type { OverlayState } from './overlay_state.ts'

export interface AppliedSnapshot {
  state: OverlayState
  /** One-shots of the snapshot not seen before, in order. */
  play: OverlayOneShot[]
}

/**
 * The snapshot is the truth: instances it does not name are gone. What is
 * pending and already known here is in the queue, or was played and its
 * acknowledgement is on its way, so it does not play twice.
 */
export function applySnapshot(
  state: OverlayState,
  snapshot: OverlaySnapshot,
  now: number
): AppliedSnapshot {
  // A head lower than ours means another log (restored database): start over with it.
  const known = state.ready && snapshot.seq >= state.seq ? state.seq : 0
  const play = snapshot.pending
    .filter((shot) => !shot.test && shot.seq > known)
    .sort((a, b) => a.seq - b.seq)

  return {
    play,
    state: {
      ready: true,
      seq: Math.max(snapshot.seq, play.at(-1)?.seq ?? 0),
      instances: new Map(snapshot.instances.map((instance) => [instance.id, instance])),
      poll: snapshot.poll && mergePoll(state.poll, snapshot.poll),
      pack: snapshot.pack,
      endedPack: state.endedPack,
      rehearsal: state.rehearsal,
      settings: snapshot.settings,
      demo: snapshot.demo,
      streamer: snapshot.streamer.displayName,
      build: snapshot.build,
      clockOffset: Date.parse(snapshot.serverTime) - now,
    },
  }
}
