/** Longer than any execution can last; what is older was left behind by a crash. */
export const REMEMBERED_MS = 24 * 60 * 60_000

export interface PendingExecution {
  instanceId: string
  /** Milliseconds since 1970. */
  since: number
}

/**
 * Which executions are pending, kept where looking costs nothing. It is a copy:
 * the database decides, and fills it again.
 */
export abstract class PendingExecutions {
  abstract add(execution: PendingExecution): Promise<void>
  abstract remove(instanceId: string): Promise<void>
  /** Takes what the database has for the whole truth. */
  abstract replace(executions: PendingExecution[]): Promise<void>
  /** The oldest first. */
  abstract list(): Promise<PendingExecution[]>
}

/** For one process, which is all there is without Redis. */
export class MemoryPendingExecutions extends PendingExecutions {
  #since = new Map<string, number>()

  async add({ instanceId, since }: PendingExecution) {
    this.#since.set(instanceId, since)
  }

  async remove(instanceId: string) {
    this.#since.delete(instanceId)
  }

  async replace(executions: PendingExecution[]) {
    this.#since = new Map(executions.map(({ instanceId, since }) => [instanceId, since]))
  }

  async list() {
    return [...this.#since]
      .map(([instanceId, since]) => ({ instanceId, since }))
      .filter(({ since }) => since > Date.now() - REMEMBERED_MS)
      .sort((a, b) => a.since - b.since)
  }
}
