import { inject } from '@adonisjs/core'
import { Broadcaster } from '#core/realtime/broadcaster'
import type { Frame } from '#core/realtime/frame'
import { campaignChannel, overlayChannel, streamerChannel } from '#core/realtime/channels'
import { OverlayIds } from '#overlays/overlay_ids'
import type { RehearsalShot, RehearsalState } from '#rehearsal/orders'

export interface Watched {
  campaignId: string
  streamerIds: string[]
  seconds: number
}

/**
 * Shows a rehearsal where the real thing will be shown, marked as what it is. Overlays get
 * the whole state each time, and forget it when it stays away.
 */
@inject()
export class Relay {
  constructor(
    private broadcaster: Broadcaster,
    private overlays: OverlayIds
  ) {}

  async state(watched: Watched, { second, goals }: RehearsalState): Promise<void> {
    const time = { second, seconds: watched.seconds }
    const all = goals.map(({ instance }) => instance)
    this.broadcaster.send(campaignChannel(watched.campaignId), frame({ ...time, goals: all }))

    await this.#each(watched, (streamerId, send) => {
      const own = goals
        .filter((goal) => goal.streamerId === null || goal.streamerId === streamerId)
        .map(({ instance }) => instance)
      send(frame({ ...time, goals: own }))
    })
  }

  async shot(watched: Watched, { streamerId, frame: shown }: RehearsalShot): Promise<void> {
    const at = new Date().toISOString()
    await this.#eachOverlay(watched, (id, overlay) => {
      if (streamerId === null || streamerId === id) {
        this.broadcaster.send(overlay, { ...shown, seq: 0, at, test: true, rehearsal: true })
      }
    })
  }

  async ended(watched: Watched): Promise<void> {
    this.broadcaster.send(campaignChannel(watched.campaignId), frame(null))
    await this.gone(watched.streamerIds)
  }

  /** These see what is real again. */
  async gone(streamerIds: string[]): Promise<void> {
    await this.#each({ streamerIds }, (_streamerId, send) => send(frame(null)))
  }

  async #each(
    watched: Pick<Watched, 'streamerIds'>,
    tell: (streamerId: string, send: (message: Frame) => void) => void
  ): Promise<void> {
    for (const streamerId of watched.streamerIds) {
      tell(streamerId, (message) => this.broadcaster.send(streamerChannel(streamerId), message))
    }
    await this.#eachOverlay(watched, (streamerId, overlay) =>
      tell(streamerId, (message) => this.broadcaster.send(overlay, message))
    )
  }

  async #eachOverlay(
    { streamerIds }: Pick<Watched, 'streamerIds'>,
    tell: (streamerId: string, channel: string) => void
  ): Promise<void> {
    for (const streamerId of streamerIds) {
      const overlayId = await this.overlays.of(streamerId)
      if (overlayId) tell(streamerId, overlayChannel(overlayId))
    }
  }
}

const frame = (data: unknown): Frame => ({ event: 'rehearsal', data })
