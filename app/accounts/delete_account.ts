import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import db from '@adonisjs/lucid/services/db'
import { AccountObligations } from '#accounts/account_obligations'
import type User from '#accounts/user'
import { TwitchTokens } from '#twitch/tokens/twitch_tokens'

/**
 * Deletes an account, after what it still owes. An account whose channel owes
 * viewers a settlement has to stay until it is done: only its token can settle.
 *
 * @throws 409 with the sentence of the first obstacle
 */
@inject()
export class DeleteAccount {
  constructor(
    private tokens: TwitchTokens,
    private obligations: AccountObligations
  ) {}

  async execute(user: User): Promise<void> {
    await db.transaction((trx) => this.obligations.windUp(trx, user))
    const obstacle = await this.obligations.obstacle(user)

    if (obstacle) {
      throw new Exception(obstacle, { status: 409, code: 'E_ACCOUNT_STILL_NEEDED' })
    }

    await this.tokens.forget(user.id)
    await user.delete()
  }
}
