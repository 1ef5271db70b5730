import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import logger from '@adonisjs/core/services/logger'
import { onLucid } from '#core/sql'
import { TwitchError } from '#twitch/twitch_error'
import { TwitchTokens } from '#twitch/tokens/twitch_tokens'
import { unvalidated } from '#twitch/tokens/account_rows'

const BATCH = 20

/**
 * Validates every token once an hour, as Twitch asks of apps.
 *
 * @see https://dev.twitch.tv/docs/authentication/validate-tokens/
 */
@inject()
export class ValidateTokens {
  constructor(private tokens: TwitchTokens) {}

  /** @returns true when there may be more */
  async execute(): Promise<boolean> {
    const userIds = await unvalidated(onLucid(db.connection()), BATCH)
    const checks = await Promise.all(userIds.map((userId) => this.#check(userId)))
    return userIds.length === BATCH && checks.every(Boolean)
  }

  async #check(userId: string): Promise<boolean> {
    try {
      await this.tokens.check(userId)
      return true
    } catch (error) {
      if (!(error instanceof TwitchError)) {
        throw error
      }
      logger.warn(
        { event: 'twitch.validation_failed', userId, code: error.code, detail: error.detail },
        'A Twitch token could not be validated'
      )
      return !error.isRetryable
    }
  }
}
