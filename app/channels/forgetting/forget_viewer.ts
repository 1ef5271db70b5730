import type { Sql } from '#core/sql'

const HISTORY = ['follower_history', 'viewer_subscriptions', 'viewer_roles']

/** As JSON writes it: no other id has it in it. */
const quoted = (twitchId: string) => `%"${twitchId.replace(/[\\%_]/g, '\\$&')}"%`

/**
 * Takes a viewer out of the log and the history of every channel. Where Twitch's own words
 * on somebody else name the viewer (who answered, who bet most), they go too, by and by.
 */
export async function forgetViewer(
  sql: Sql,
  { viewerId, twitchId }: { viewerId: number; twitchId: string }
): Promise<void> {
  await sql.run('DELETE FROM channel_events WHERE user_id = $1', [twitchId])
  await sql.run('DELETE FROM event_failures WHERE message::text LIKE $1', [quoted(twitchId)])
  await sql.run('UPDATE parked_messages SET sample = NULL WHERE sample::text LIKE $1', [
    `%${twitchId}%`,
  ])
  for (const table of HISTORY) {
    await sql.run(`DELETE FROM ${table} WHERE viewer_id = $1`, [viewerId])
  }
  await sql.run('UPDATE viewer_subscriptions SET gifter_id = NULL WHERE gifter_id = $1', [viewerId])
  await sql.run('UPDATE subscription_gifts SET gifter_id = NULL WHERE gifter_id = $1', [viewerId])
  await sql.run(
    `INSERT INTO viewer_mentions (twitch_id, done_to, up_to)
     SELECT $1, min(id) - 1, max(id) FROM channel_events HAVING count(*) > 0`,
    [twitchId]
  )
}

/** Kinds in whose raw words others are named. */
const NAMING = ['chat_message', 'prediction_progressed', 'prediction_locked', 'prediction_ended']
const AT_ONCE = 5_000

/** Takes erased viewers out of Twitch's words on others, a part of the log at a time. */
export async function forgetMentions(sql: Sql): Promise<boolean> {
  const [one] = await sql.run<{ id: number; twitchId: string; from: number }>(
    `SELECT id, twitch_id AS "twitchId", done_to AS "from" FROM viewer_mentions
     ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`
  )
  if (!one) {
    return false
  }
  const { id, twitchId, from } = one
  await sql.run(
    `UPDATE channel_events SET raw_payload = NULL
     WHERE id > $1 AND id <= $2 AND kind = ANY ($3::text[]) AND raw_payload::text LIKE $4`,
    [from, from + AT_ONCE, NAMING, quoted(twitchId)]
  )
  await sql.run('UPDATE viewer_mentions SET done_to = $2 WHERE id = $1', [id, from + AT_ONCE])
  await sql.run('DELETE FROM viewer_mentions WHERE id = $1 AND done_to >= up_to', [id])
  return true
}
