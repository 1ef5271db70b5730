import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { onLucid, type Sql } from '#core/sql'

/** Takes what shall happen once, and only if, the transaction has committed. */
export interface AfterCommit {
  afterCommit(work: () => void | Promise<void>): void
}

/** Collects such work; whoever commits runs it. */
export class Deferred implements AfterCommit {
  #work: (() => void | Promise<void>)[] = []

  afterCommit(work: () => void | Promise<void>): void {
    this.#work.push(work)
  }

  /** Nothing is owed to anybody by this work alone, so a failure is only written down. */
  async run(): Promise<void> {
    for (const work of this.#work.splice(0)) {
      try {
        await work()
      } catch (error) {
        logger.error({ event: 'after_commit.failed', err: error }, 'Work after a commit failed')
      }
    }
  }
}

/** PostgreSQL's deadlock and serialisation failures, and what a migration has outdated: the same again may work. */
const RETRYABLE = new Set(['40P01', '40001', '0A000'])
const ATTEMPTS = 4

/**
 * Runs work in a transaction, again after a deadlock, and what it deferred
 * after the commit.
 */
export async function transact<Result>(
  work: (sql: Sql, after: AfterCommit) => Promise<Result>
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    const deferred = new Deferred()

    try {
      const result = await db.transaction((trx) => work(onLucid(trx), deferred))
      await deferred.run()
      return result
    } catch (error) {
      if (attempt === ATTEMPTS || !isRetryable(error)) {
        throw error
      }
    }
  }
}

/** Whether the same again may work: whoever catches such an error takes that chance away. */
export function isRetryable(error: unknown): boolean {
  return isDatabaseError(error) && RETRYABLE.has(error.code)
}

/** From the database itself; its words are not for people. */
export const isDatabaseError = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && 'severity' in error
