import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { onLucid } from '#core/sql'
import { notify } from '#core/jobs/notifications'
import { TwitchError } from '#twitch/twitch_error'
import { TwitchTokens } from '#twitch/tokens/twitch_tokens'
import { SubscriptionsApi } from '#twitch/api/subscriptions_api'
import { ParkedMessages } from '#channels/parked_messages'
import { TakeMessage } from '#channels/intake/take_message'

/** What every connection needs of the app. */
@inject()
export class ConnectionServices {
  constructor(
    readonly api: SubscriptionsApi,
    readonly take: TakeMessage,
    readonly parked: ParkedMessages,
    readonly clock: Clock,
    private tokens: TwitchTokens
  ) {}

  /** Events may have been missed: whoever compares with Twitch does it now. */
  async reconcile(streamerId: string): Promise<void> {
    await notify(onLucid(db.connection()), 'reconciliations', streamerId)
  }

  /** The permission may be gone: asks Twitch. The token store writes down the answer. */
  async recheck(streamerId: string): Promise<void> {
    try {
      await this.tokens.check({ userId: streamerId })
    } catch (error) {
      if (!(error instanceof TwitchError)) {
        throw error
      }
    }
  }
}
