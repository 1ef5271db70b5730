import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { onLucid } from '#core/sql'
import { attempt, CLAIM, CLAIMED, type Claimed } from '#channels/failures/attempt'
import { TryAgain } from '#channels/failures/try_again'

const AT_ONCE = 10

/** Tries again what is due, in any number of processes. */
@inject()
export class RetryFailures {
  constructor(private tryAgain: TryAgain) {}

  /** @returns whether there may be more */
  async execute(): Promise<boolean> {
    const due = await onLucid(db.connection()).run<Claimed>(
      `UPDATE event_failures
       SET attempts = attempts + 1, next_attempt_at = now() + ${CLAIM}
       WHERE id IN (SELECT id FROM event_failures
         WHERE state = 'retrying' AND next_attempt_at <= now()
         ORDER BY next_attempt_at LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)
       RETURNING ${CLAIMED}`
    )
    await Promise.all(due.map((one) => attempt(this.tryAgain, one, { mayWait: true, by: null })))
    return due.length === AT_ONCE
  }
}
