import { inject } from '@adonisjs/core'
import { Broadcaster } from '#core/realtime/broadcaster'
import { overlayChannel } from '#core/realtime/channels'
import { OverlayIds } from '#overlays/overlay_ids'
import type { PollState } from '#polls/poll_state'
import type { OverlayPoll } from '../../overlay/contract.js'

/** A poll as the viewers of one channel see it; null when they are not asked. */
export function toOverlayPoll(poll: PollState, streamerId: string): OverlayPoll | null {
  const asked = poll.channels.filter(({ method }) => method !== null)
  const own = asked.find((channel) => channel.streamerId === streamerId)
  if (!own?.method) {
    return null
  }
  const { id, question, total, version, endsAt, endedAt } = poll
  // Nobody can vote here: what is on screen goes.
  const status = own.state === 'failed' ? 'cancelled' : poll.status
  return {
    id,
    question,
    options: poll.options.map((option, index) => ({ ...option, own: own.votes[index] ?? 0 })),
    total,
    own: own.total,
    isShared: asked.length > 1,
    status,
    method: own.method,
    version,
    endsAt,
    endedAt,
  }
}

/** Brings how a poll stands to the overlays of the channels it is asked on. */
@inject()
export class DeliverPolls {
  constructor(
    private broadcaster: Broadcaster,
    private overlays: OverlayIds
  ) {}

  async handle(poll: PollState): Promise<void> {
    for (const { streamerId } of poll.channels) {
      const data = streamerId && toOverlayPoll(poll, streamerId)
      const overlayId = data && (await this.overlays.of(streamerId))
      if (overlayId) {
        this.broadcaster.send(overlayChannel(overlayId), { event: 'poll:changed', data })
      }
    }
  }
}
