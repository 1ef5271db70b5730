import { CHAT_LINES } from '#channels/features/channel_features'
import { notify } from '#core/jobs/notifications'
import type { Sql } from '#core/sql'
import type { InstanceRow } from '#gamification/instance_row'

export type ChatLineKind = 'armed' | 'succeeded' | 'refunded'

/**
 * SQL: the lines of one kind about instances `a (id, streamer_id)`, in the chats of those
 * who want them: of its streamer, or of everybody who has a part in a group's. Refunds
 * concern those only whose viewers have paid.
 */
export const insertChatLines = (kind: ChatLineKind, from: string) => `
  INSERT INTO chat_lines (streamer_id, instance_id, kind)
  SELECT f.streamer_id, a.id, '${kind}'
  FROM ${from} AS a
  CROSS JOIN LATERAL (
    SELECT a.streamer_id WHERE a.streamer_id IS NOT NULL
    UNION ALL
    SELECT p.streamer_id FROM instance_shares p
    WHERE a.streamer_id IS NULL AND p.instance_id = a.id AND p.left_at IS NULL
      ${kind === 'refunded' ? 'AND p.progress > 0' : ''}
  ) AS w
  JOIN channel_features f ON f.streamer_id = w.streamer_id AND f.feature = '${CHAT_LINES}'
  ON CONFLICT DO NOTHING
  RETURNING streamer_id`

const ORDER: Record<ChatLineKind, string> = {
  armed: insertChatLines('armed', '(SELECT $1::uuid AS id, $2::uuid AS streamer_id)'),
  succeeded: insertChatLines('succeeded', '(SELECT $1::uuid AS id, $2::uuid AS streamer_id)'),
  refunded: insertChatLines('refunded', '(SELECT $1::uuid AS id, $2::uuid AS streamer_id)'),
}

interface About {
  id: string
  /** Null for a group's. */
  streamer_id: string | null
}

/** Has it said in chat, in the transaction in which it becomes so. */
export async function orderChatLines(sql: Sql, kind: ChatLineKind, about: About): Promise<void> {
  const lines = await sql.run(ORDER[kind], [about.id, about.streamer_id])
  if (lines.length > 0) {
    await notify(sql, 'chat_lines')
  }
}

/** What executes at once tells only how it ends. */
export async function orderArmedLines(
  sql: Sql,
  about: About & Pick<InstanceRow, 'status'>
): Promise<void> {
  if (about.status !== 'executing') {
    await orderChatLines(sql, 'armed', about)
  }
}
