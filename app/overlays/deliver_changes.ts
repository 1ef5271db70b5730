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
  #progress = new ProgressThrottle<InstanceChanged>((change) => void this.#sendState(change))
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
        void this.#sendState(change)
        return
      default:
        this.#progress.passed(id, version)
        this.#queue(change)
    }
  }

  /** Resolves when everything handed in so far has been sent. */
  async idle(): Promise<void> {
    await Promise.all(this.#queues.values())
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

  #queue(change: InstanceChanged): void {
    const key = change.streamerId ?? change.campaignId
    const before = this.#queues.get(key) ?? Promise.resolve()
    const work = before.then(() => this.#deliver(change))

    this.#queues.set(key, work)
    void work.then(() => {
      if (this.#queues.get(key) === work) this.#queues.delete(key)
    })
  }

  async #deliver(change: InstanceChanged): Promise<void> {
    const frame = toFrame(change)

    if (
      frame.event === 'gamification:instance_created' ||
      frame.event === 'gamification:instance_progress'
    ) {
      return
    }

    try {
      for (const streamerId of await this.streamers.of(change)) {
        const kept = await keepOneShot(onLucid(db.connection()), streamerId, frame)
        if (kept) this.broadcaster.send(overlayChannel(kept.overlayId), kept.shot)
      }
    } catch (error) {
      logger.error({ event: 'overlay.one_shot_lost', err: error }, 'A one-shot reached no overlay')
    }
  }
}
