import { inject } from '@adonisjs/core'
import { Broadcaster } from '#core/realtime/broadcaster'
import { campaignChannel, publicCampaignChannel, streamerChannel } from '#core/realtime/channels'
import type { InstanceChanged } from '#gamification/instance_changed'
import { LiveStreamers } from '#gamification/live/live_streamers'
import { ProgressThrottle } from '#gamification/live/progress_throttle'
import { toFrame } from '#gamification/live/to_frame'

/**
 * Tells the dashboards and public pages of a campaign what happened to an
 * instance. Overlays have their own listener, with durable one-shots.
 */
@inject()
export class BroadcastChanges {
  #progress = new ProgressThrottle<InstanceChanged>((change) => void this.#send(change))

  constructor(
    private broadcaster: Broadcaster,
    private streamers: LiveStreamers
  ) {}

  handle(change: InstanceChanged): void {
    const { id, version } = change.instance

    if (change.change.event === 'gamification:instance_progress') {
      this.#progress.push(id, version, change)
      return
    }

    this.#progress.passed(id, version)
    void this.#send(change)
  }

  stop(): void {
    this.#progress.stop()
  }

  async #send(change: InstanceChanged): Promise<void> {
    const frame = toFrame(change)
    const { campaignId } = change

    const streamers = await this.streamers.of(change)

    this.broadcaster.send(
      [
        campaignChannel(campaignId),
        publicCampaignChannel(campaignId),
        ...streamers.map(streamerChannel),
      ],
      frame
    )
  }
}
