import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { Broadcaster } from '#core/realtime/broadcaster'
import { overlayChannel } from '#core/realtime/channels'
import { onLucid } from '#core/sql'
import type { InstanceChanged } from '#gamification/instance_changed'
import { LiveStreamers } from '#gamification/live/live_streamers'
import { ProgressThrottle } from '#gamification/live/progress_throttle'
import { toFrame } from '#gamification/live/to_frame'
import { keepOneShot } from '#overlays/one_shots'
import { OverlayIds } from '#overlays/overlay_ids'

/**
 * Brings what happens to instances to the overlays that show them: progress as
 * the latest absolute state, everything else as a numbered row first and then
 * as a frame. One after the other per streamer, so that frames leave in the
 * order of their numbers.
 */
@inject()
export class DeliverChanges {
  #progress = new ProgressThrottle<InstanceChanged>((change) =>
    this.#queue(change, () => this.#sendState(change))
  )
  #queues = new Map<string, Promise<void>>()

  constructor(
    private broadcaster: Broadcaster,
    private streamers: LiveStreamers,
    private overlays: OverlayIds
  ) {}

  handle(change: InstanceChanged): void {
    const { id, version } = change.instance

    switch (change.change.event) {
      case 'gamification:instance_progress':
        this.#progress.push(id, version, change)
        return
      case 'gamification:instance_created':
        this.#progress.passed(id, version)
        this.#queue(change, () => this.#sendState(change))
        return
      default:
        this.#progress.passed(id, version)
        this.#queue(change, () => this.#sendOneShot(change))
    }
  }

  stop(): void {
    this.#progress.stop()
  }

  async #sendState(change: InstanceChanged): Promise<void> {
    const frame = toFrame(change)

    for (const streamerId of await this.streamers.of(change)) {
      const overlayId = await this.overlays.of(streamerId)
      if (overlayId) this.broadcaster.send(overlayChannel(overlayId), frame)
    }
  }

  #queue(change: InstanceChanged, send: () => Promise<void>): void {
    const key = change.streamerId ?? change.campaignId
    const before = this.#queues.get(key) ?? Promise.resolve()
    const work = before.then(send).catch((error: unknown) => {
      logger.error({ event: 'overlay.frame_lost', err: error }, 'A frame reached no overlay')
    })

    this.#queues.set(key, work)
    void work.then(() => {
      if (this.#queues.get(key) === work) this.#queues.delete(key)
    })
  }

  async #sendOneShot(change: InstanceChanged): Promise<void> {
    const frame = toFrame(change)

    if (
      frame.event === 'gamification:instance_created' ||
      frame.event === 'gamification:instance_progress'
    ) {
      return
    }

    for (const streamerId of await this.streamers.of(change)) {
      const kept = await keepOneShot(onLucid(db.connection()), streamerId, frame)
      if (kept) this.broadcaster.send(overlayChannel(kept.overlayId), kept.shot)
    }
  }
}
