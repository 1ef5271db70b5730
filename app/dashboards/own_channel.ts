import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { onLucid, type Sql } from '#core/sql'

export interface OwnChannel {
  sql: Sql
  streamerId: string
  /** Twitch's id of the broadcaster. */
  channelId: string
}

/**
 * The channel of an address that is only for its streamer in person.
 *
 * @throws 404 for everybody else: a stranger's id is as good as none
 */
export async function ownChannel({ params, auth }: HttpContext): Promise<OwnChannel> {
  const { id: streamerId } = auth.getUserOrFail()
  const sql = onLucid(db.connection())
  const [account] =
    params.streamerId === streamerId
      ? await sql.run<{ twitch_id: string }>(
          'SELECT twitch_id FROM twitch_accounts WHERE user_id = $1',
          [streamerId]
        )
      : []

  if (!account) {
    throw new Exception('There is no such channel.', { status: 404, code: 'E_NO_CHANNEL' })
  }
  return { sql, streamerId, channelId: account.twitch_id }
}
