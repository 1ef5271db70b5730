import type { Sql } from '#core/sql'
import { CHAT_LINES } from '#channels/features/channel_features'
import type { Connection } from '#dashboards/connection_list'

interface Row {
  is_allowed: boolean
  said_at: Date | null
  problem: string | null
}

const CONSENT = `/auth/twitch/redirect?${new URLSearchParams({ for: CHAT_LINES, return: '/dashboard#chat' })}`

/** How the lines in a streamer's own chat go; null while they are switched off. */
export async function chatConnection(sql: Sql, streamerId: string): Promise<Connection | null> {
  const [row] = await sql.run<Row>(
    `SELECT COALESCE(a.state = 'valid' AND 'user:write:chat' = ANY (a.scopes), false) AS is_allowed,
       v.said_at, v.problem
     FROM channel_features f
     LEFT JOIN twitch_accounts a ON a.user_id = f.streamer_id
     LEFT JOIN chat_voices v ON v.streamer_id = f.streamer_id
     WHERE f.streamer_id = $1 AND f.feature = $2`,
    [streamerId, CHAT_LINES]
  )
  if (!row) {
    return null
  }

  const base = {
    part: 'chat' as const,
    label: 'Lines in your chat',
    lastAt: row.said_at?.toISOString() ?? null,
    action: null,
  }
  if (!row.is_allowed) {
    return {
      ...base,
      state: 'broken',
      detail: 'Twitch has to allow us to write in your chat.',
      action: { label: 'Allow it', href: CONSENT, external: true },
    }
  }
  return row.problem === null
    ? { ...base, state: 'ok', detail: row.said_at ? 'Working' : 'Nothing to say yet.' }
    : { ...base, state: 'waiting', detail: row.problem }
}
