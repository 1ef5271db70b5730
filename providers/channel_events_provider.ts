import type { ApplicationService } from '@adonisjs/core/types'
import { Clock } from '#core/clock'
import { redisIsConfigured } from '#config/redis_url'
import { hasRole } from '#core/roles'
import { onLucid } from '#core/sql'
import { Worker } from '#core/jobs/worker'
import { ChannelEventsStored } from '#channels/log/channel_events_stored'
import { AccountObligations } from '#accounts/account_obligations'
import { forgetChannel } from '#channels/forgetting/forget_channels'
import { EventIntake } from '#channels/intake/event_intake'
import { ParkMessage } from '#channels/failures/park_message'
import { ParkedMessages } from '#channels/parked_messages'

const KEPT_DAYS = 90
const FORGET_MS = 60_000

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

  async boot() {
    const obligations = await this.app.container.make(AccountObligations)
    obligations.endBefore((sql, _after, user) => forgetChannel(sql, user.id))
  }

  async ready() {
    if (this.app.getEnvironment() !== 'web' || !hasRole('worker')) {
      return
    }
    await this.#retryFailures()
    await this.#forget()
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

  /** What is old, what is of nobody any more, and what still names who wants to be forgotten. */
  async #forget() {
    const { default: env } = await import('#start/env')
    const { transact } = await import('#core/transact')
    const { ForgetChannels } = await import('#channels/forgetting/forget_channels')
    const { ForgetOldEvents } = await import('#channels/forgetting/forget_old_events')
    const { forgetMentions } = await import('#channels/forgetting/forget_viewer')
    const channels = new ForgetChannels()
    const old = new ForgetOldEvents(env.get('EVENT_RETENTION_DAYS', KEPT_DAYS))
    const worker = new Worker({
      name: 'forgetting',
      sweepMs: FORGET_MS,
      work: async () => {
        const more = [await old.execute(), await channels.execute(), await transact(forgetMentions)]
        return more.includes(true)
      },
    })
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
