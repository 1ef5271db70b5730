import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import logger from '@adonisjs/core/services/logger'
import { onLucid, type Sql } from '#core/sql'
import { TwitchError } from '#twitch/twitch_error'
import { TwitchTokens } from '#twitch/tokens/twitch_tokens'
import { claimDueChecks, noteProblem } from '#twitch/tokens/due_checks'

/** Side by side; a refresh holds a database connection while Twitch thinks. */
const BATCH = 4

/**
 * Has every token validated when the app starts and once an hour, as Twitch asks of apps, and
 * refreshed before it ends.
 *
 * @see https://dev.twitch.tv/docs/authentication/validate-tokens/
 */
@inject()
export class ValidateTokens {
  #startedAt: Date | undefined

  constructor(private tokens: TwitchTokens) {}

  /** @returns true when there may be more */
  async execute(): Promise<boolean> {
    const sql = onLucid(db.connection())
    this.#startedAt ??= await databaseTime(sql)
    const userIds = await claimDueChecks(sql, this.#startedAt, BATCH)
    await Promise.all(userIds.map((userId) => this.#check(sql, userId)))
    return userIds.length === BATCH
  }

  async #check(sql: Sql, userId: string): Promise<void> {
    try {
      await this.tokens.check({ userId })
    } catch (error) {
      if (!(error instanceof TwitchError)) {
        throw error
      }
      logger.warn(
        { event: 'twitch.validation_failed', userId, code: error.code, detail: error.detail },
        'A Twitch token could not be validated'
      )
      await noteProblem(sql, userId, error.kind)
    }
  }
}

async function databaseTime(sql: Sql): Promise<Date> {
  const [row] = await sql.run<{ now: Date }>('SELECT clock_timestamp() AS now')
  return row?.now ?? new Date()
}
