import type { ApplicationService } from '@adonisjs/core/types'
import { Clock } from '#core/clock'
import { redisIsConfigured } from '#config/redis_url'
import { Health } from '#core/health'
import { Notifications } from '#core/jobs/notifications'
import { Broadcaster } from '#core/realtime/broadcaster'

const SLOW_STREAM_CHECK_MS = 1_000

/**
 * What every feature shares, and the end of all streams: the HTTP server waits
 * for open requests before it stops, and a stream never ends by itself. Hooks
 * run last-in first-out, so one added once the server listens runs before that.
 */
export default class CoreProvider {
  constructor(protected app: ApplicationService) {}

  register() {
    this.app.container.singleton(Clock, () => new Clock())
    this.app.container.singleton(Broadcaster, () => new Broadcaster())
    this.app.container.singleton(Notifications, () => new Notifications())
    this.app.container.singleton(Health, () => new Health(this.app))
  }

  async boot() {
    await import('#core/access')

    const { redisHealth } = await import('#core/redis_health')
    const health = await this.app.container.make(Health)
    health.register('redis', async () =>
      redisHealth(redisIsConfigured ? await this.app.container.make('redis') : null)
    )
  }

  /** Before anything listens: what must not run twice finds out here. */
  async start() {
    if (this.app.getEnvironment() !== 'web' || this.app.getMode() === 'warmup') {
      return
    }

    const { default: db } = await import('@adonisjs/lucid/services/db')
    const { onLucid } = await import('#core/sql')
    const { releaseDeadOwners } = await import('#core/jobs/dead_owners')
    const sql = onLucid(db.connection())
    await releaseDeadOwners(sql)

    if (!redisIsConfigured) {
      const { OnlyProcess } = await import('#core/jobs/only_process')
      const onlyProcess = new OnlyProcess(sql)
      await onlyProcess.claim()
      this.app.terminating(() => onlyProcess.release())
    }
  }

  async ready() {
    if (this.app.getEnvironment() !== 'web' && !this.app.inTest) {
      return
    }

    const transmit = await this.app.container.make('transmit')
    const notifications = await this.app.container.make(Notifications)
    const { endSlowStreams, endStreams } = await import('#core/realtime/streams')
    // Without a channel it only says that listening has begun.
    notifications.on('streams', (channel) => channel !== '' && endStreams(channel))
    const timer = setInterval(endSlowStreams, SLOW_STREAM_CHECK_MS).unref()

    if (!this.app.inTest) {
      await notifications.start()
      await this.#watchNotifications(notifications)
    }

    this.app.terminating(async () => {
      clearInterval(timer)
      await notifications.stop()
      for (const [stream] of transmit.getManager().getAllSubscribers()) {
        stream.end()
      }
    })
  }

  /** Asked once at start: a pooler in between is a matter of configuration. */
  async #watchNotifications(notifications: Notifications) {
    const { notificationsArrive, notificationsHealth } =
      await import('#core/jobs/notifications_health')
    const health = await this.app.container.make(Health)
    const doArrive = await notificationsArrive(notifications)
    health.register('notifications', () => notificationsHealth(notifications.isListening, doArrive))
  }
}
