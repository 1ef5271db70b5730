import type { ApplicationService } from '@adonisjs/core/types'
import { Health } from '#core/health'
import { hasRole } from '#core/roles'
import { redisIsConfigured } from '#config/redis_url'
import { InstanceChanged } from '#gamification/instance_changed'
import { ExecutionTracker } from '#gamification/lifecycle/execution_tracker'
import { PendingExecutions } from '#gamification/lifecycle/pending_executions'

const REFRESH_MS = 30_000

/**
 * Which executions are pending, copied to where looking costs nothing: Redis,
 * or the memory of the only process.
 */
export default class ExecutionsProvider {
  constructor(protected app: ApplicationService) {}

  register() {
    const { container } = this.app

    container.singleton(PendingExecutions, async () => {
      if (redisIsConfigured && !this.app.inTest) {
        const { RedisPendingExecutions } =
          await import('#gamification/lifecycle/redis_pending_executions')
        const redis = await container.make('redis')
        return new RedisPendingExecutions(redis.connection().ioConnection)
      }
      const { MemoryPendingExecutions } = await import('#gamification/lifecycle/pending_executions')
      return new MemoryPendingExecutions()
    })
  }

  async boot() {
    const { container } = this.app
    const database = await import('@adonisjs/lucid/services/db')
    const { onLucid } = await import('#core/sql')
    const tracker = await container.make(ExecutionTracker)
    const emitter = await container.make('emitter')
    const health = await container.make(Health)

    emitter.on(InstanceChanged, ({ instance }) => tracker.follow(instance))
    health.register('executions', async () => {
      const { executions, isCopied } = await tracker.pending(onLucid(database.default.connection()))
      const detail = `${executions.length} pending`
      return isCopied
        ? { state: 'ok', detail }
        : { state: 'degraded', detail: `${detail}, by the database: Redis does not answer.` }
    })
  }

  async ready() {
    if (this.app.getEnvironment() !== 'web' || !hasRole('worker')) {
      return
    }
    const { transact } = await import('#core/transact')
    const { Worker } = await import('#core/jobs/worker')
    const tracker = await this.app.container.make(ExecutionTracker)
    const worker = new Worker({
      name: 'pending executions',
      sweepMs: REFRESH_MS,
      work: async () => {
        await transact((sql) => tracker.refresh(sql))
        return false
      },
    })
    worker.start()
    this.app.terminating(() => worker.stop())
  }
}
