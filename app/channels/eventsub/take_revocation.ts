import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { Clock } from '#core/clock'
import { onLucid } from '#core/sql'
import { TwitchError } from '#twitch/twitch_error'
import { TwitchTokens } from '#twitch/tokens/twitch_tokens'
import type { Revocation } from '#twitch/eventsub/frame'
import { recordGap } from '#channels/eventsub/record_gap'
import { ConnectionChanged } from '#channels/connection_changed'
import { revocationOf } from '#channels/eventsub/revocation_reason'
import { keepSharedStates } from '#channels/eventsub/subscriptions/shared_states'
import type { Method } from '#channels/eventsub/transports/transport'

const REVOKE = `
  UPDATE eventsub_subscriptions s SET status = 'revoked', reason = $2, twitch_id = NULL,
    enabled_at = NULL, updated_at = now(),
    next_attempt_at = CASE WHEN $3::float8 < 0 THEN 'infinity' ELSE now() + make_interval(secs => $3::float8) END
  WHERE s.twitch_id = $1
  RETURNING s.streamer_id, s.transport, s.last_event_at, s.updated_at - s.last_event_at < interval '1 day' AS is_recent`

interface Revoked {
  streamer_id: string | null
  transport: Method
  last_event_at: Date | null
  is_recent: boolean | null
}

/** Twitch has ended a subscription, and says it once: written down, shown, and acted on. */
@inject()
export class TakeRevocation {
  constructor(
    private tokens: TwitchTokens,
    private clock: Clock
  ) {}

  /** @returns false when it is none of ours */
  async execute({ subscriptionId, type, status }: Revocation): Promise<boolean> {
    const { reason, retrySeconds, concernsAccount, isAfterGap } = revocationOf(status)
    const sql = onLucid(db.connection())
    const [revoked] = await sql.run<Revoked>(REVOKE, [subscriptionId, reason, retrySeconds ?? -1])
    if (!revoked) {
      return false
    }
    const { streamer_id: streamerId, transport, last_event_at: since } = revoked
    logger.warn(
      { event: 'eventsub.revoked', streamerId, type, status },
      'A subscription was revoked'
    )
    if (streamerId === null) {
      return true
    }

    if (transport !== 'websocket') {
      await keepSharedStates(sql, transport, [streamerId])
    }
    await ConnectionChanged.dispatch(streamerId)
    if (isAfterGap) {
      const until = this.clock.now().toJSDate()
      const lastHeard = revoked.is_recent && since ? since : until
      await recordGap(sql, streamerId, transport, { since: lastHeard, until })
    }
    if (concernsAccount) {
      await this.#recheck(streamerId)
    }
    return true
  }

  /** The permission may be gone: asks Twitch. The token store writes down the answer. */
  async #recheck(streamerId: string): Promise<void> {
    try {
      await this.tokens.check({ userId: streamerId })
    } catch (error) {
      if (!(error instanceof TwitchError)) {
        throw error
      }
    }
  }
}
