import type { ApplicationService } from '@adonisjs/core/types'
import { Clock } from '#core/clock'
import { redisIsConfigured } from '#config/redis_url'
import { hasRole } from '#core/roles'
import { onLucid } from '#core/sql'
import { Worker } from '#core/jobs/worker'
import { ChannelEventsStored } from '#channels/log/channel_events_stored'
import { EventIntake } from '#channels/intake/event_intake'
import { ParkMessage } from '#channels/failures/park_message'
import { ParkedMessages } from '#channels/parked_messages'

/**
 * The log of what happens on channels: its intake with a lane of its own to the
 * database, opened by its first event, and who looks after what could not be handled.
 */
export default class ChannelEventsProvider {
  constructor(protected app: ApplicationService) {}

  register() {
    const { container } = this.app
    container.singleton(
      ParkMessage,
      async (r) => new ParkMessage(await r.make(ParkedMessages), await r.make(Clock))
    )
    container.singleton(EventIntake, async () => {
      const { default: env } = await import('#start/env')
      const intake = new EventIntake({
        connectionString: env.get('DATABASE_DIRECT_URL') || env.get('DATABASE_URL'),
        log: await container.make('logger'),
        onStored: (events) => void ChannelEventsStored.dispatch(events),
      })
      this.app.terminating(() => intake.stop())
      return intake
    })
  }

  async ready() {
    if (this.app.getEnvironment() !== 'web' || !hasRole('worker')) {
      return
    }
    await this.#retryFailures()
    if (redisIsConfigured) {
      await this.#publish()
    }
  }

  async #retryFailures() {
    const { RetryFailures } = await import('#channels/failures/retry_failures')
    const retry = await this.app.container.make(RetryFailures)
    const worker = new Worker({ name: 'failed events', work: () => retry.execute() })
    worker.start()
    this.app.terminating(() => worker.stop())
  }

  /** For programs outside: each event within about a second, from whatever process it came. */
  async #publish() {
    const { PublishToRedis } = await import('#channels/log/publish_to_redis')
    const { container } = this.app
    const database = await import('@adonisjs/lucid/services/db')
    const emitter = await container.make('emitter')
    const redis = await container.make('redis')
    const publisher = new PublishToRedis(
      () => onLucid(database.default.connection()),
      redis.connection()
    )
    const worker = new Worker({ name: 'events to Redis', work: () => publisher.execute() })
    worker.start()
    const off = emitter.on(ChannelEventsStored, () => worker.wake())
    this.app.terminating(async () => {
      off()
      await worker.stop()
      await publisher.stop()
    })
  }
}
