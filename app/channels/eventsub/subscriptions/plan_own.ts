import type { Sql } from '#core/sql'
import { twitchSettings } from '#twitch/twitch_settings'

/** Comes by webhook only, and is not about one channel: who has taken the permission back. */
const TYPE = 'user.authorization.revoke'

const KEEP = `
  INSERT INTO eventsub_subscriptions AS s (id, type, version, condition, transport, target, status)
  VALUES (gen_random_uuid(), $1, '1', $2::jsonb, 'webhook', $3, 'wanted')
  ON CONFLICT (streamer_id, type, transport) DO UPDATE SET
    condition = excluded.condition, target = excluded.target, status = 'wanted', twitch_id = NULL,
    enabled_at = NULL, next_attempt_at = now(), updated_at = now()
  WHERE s.target <> excluded.target OR s.condition <> excluded.condition
    OR (s.status IN ('refused', 'revoked') AND s.next_attempt_at <= now())
    OR (s.status = 'pending' AND s.updated_at < now() - interval '1 minute')`

const DROP = `
  WITH over AS (DELETE FROM eventsub_subscriptions WHERE streamer_id IS NULL RETURNING twitch_id)
  INSERT INTO eventsub_removals (twitch_id)
  SELECT twitch_id FROM over WHERE twitch_id IS NOT NULL ON CONFLICT DO NOTHING`

/**
 * What the installation wants to know by itself, where Twitch can call it. What an older
 * subscription of it delivered to is no address of ours any more, so Twitch gives it up.
 *
 * @param target our address; null where Twitch does not call
 */
export async function planOwn(sql: Sql, target: string | null): Promise<void> {
  if (target === null) {
    await sql.run(DROP)
    return
  }
  const condition = JSON.stringify({ client_id: twitchSettings().clientId })
  await sql.run(KEEP, [TYPE, condition, target])
}
