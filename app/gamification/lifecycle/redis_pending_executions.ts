import type { ChainableCommander, Redis } from 'ioredis'
import {
  type PendingExecution,
  PendingExecutions,
  REMEMBERED_MS,
} from '#gamification/lifecycle/pending_executions'

/** A sorted set: its members are instances, their scores say since when. */
const KEY = 'executions:pending'

/** Shared by all processes. Each call throws while Redis is away. */
export class RedisPendingExecutions extends PendingExecutions {
  constructor(private redis: Pick<Redis, 'multi' | 'zrangebyscore'>) {
    super()
  }

  async add({ instanceId, since }: PendingExecution) {
    await this.#change((changes) => changes.zadd(KEY, since, instanceId))
  }

  async remove(instanceId: string) {
    await this.#change((changes) => changes.zrem(KEY, instanceId))
  }

  async replace(executions: PendingExecution[]) {
    await this.#change((changes) => {
      changes.del(KEY)
      executions.forEach(({ instanceId, since }) => changes.zadd(KEY, since, instanceId))
    })
  }

  async list() {
    const oldest = Date.now() - REMEMBERED_MS
    const found = await this.redis.zrangebyscore(KEY, oldest, '+inf', 'WITHSCORES')
    const pairs = Array.from({ length: found.length / 2 }, (_, pair) => pair * 2)
    return pairs.map((at) => ({ instanceId: found[at], since: Number(found[at + 1]) }))
  }

  /** All or nothing, and what nobody has touched for a day goes by itself. */
  async #change(work: (changes: ChainableCommander) => unknown): Promise<void> {
    const changes = this.redis.multi()
    work(changes)
    changes.zremrangebyscore(KEY, '-inf', Date.now() - REMEMBERED_MS)
    changes.pexpire(KEY, REMEMBERED_MS)
    await changes.exec()
  }
}
