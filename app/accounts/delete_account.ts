import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import { AccountObligations } from '#accounts/account_obligations'
import type User from '#accounts/user'
import { userChannel } from '#core/realtime/channels'
import { endStreamsEverywhere } from '#core/realtime/streams'
import type { Sql } from '#core/sql'
import { type AfterCommit, transact } from '#core/transact'
import { TwitchTokens } from '#twitch/tokens/twitch_tokens'

/**
 * Deletes an account, after what it still owes. An account whose channel owes
 * viewers a settlement has to stay until it is done: only its token can settle.
 *
 * @throws 409 with the sentence of the first obstacle; what could be wound up is
 */
@inject()
export class DeleteAccount {
  constructor(
    private tokens: TwitchTokens,
    private obligations: AccountObligations
  ) {}

  async execute(user: User): Promise<void> {
    const obstacle = await transact((sql, after) => this.#delete(sql, after, user))

    // Thrown out here, since what was wound up has to be committed.
    if (obstacle) {
      throw new Exception(obstacle, { status: 409, code: 'E_ACCOUNT_STILL_NEEDED' })
    }
  }

  /**
   * Whatever would give the account something new refers to its row, waits for
   * this lock and then finds no account: nothing comes in behind the last look.
   */
  async #delete(sql: Sql, after: AfterCommit, user: User): Promise<string | null> {
    await this.obligations.lock(sql, user)
    await sql.run('SELECT 1 FROM users WHERE id = $1 FOR UPDATE', [user.id])
    await this.obligations.windUp(sql, after, user)
    const obstacle = await this.obligations.obstacle(sql, user)

    if (obstacle) {
      return obstacle
    }

    await this.tokens.forget(sql, after, user.id)
    await endStreamsEverywhere(sql, userChannel(user.id))
    await sql.run('DELETE FROM users WHERE id = $1', [user.id])
    return null
  }
}
