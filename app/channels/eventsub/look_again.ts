import type { Sql } from '#core/sql'
import type { Method } from '#channels/eventsub/transports/transport'

/**
 * Events may have been missed: whoever compares with Twitch's lists does it now, the ledger's
 * reconciliation and polling.
 */
const NOTIFY = `SELECT pg_notify('reconciliations', t.id::text), pg_notify('polling', t.id::text)`

export async function lookAgain(sql: Sql, streamerId: string): Promise<void> {
  await sql.run(`${NOTIFY} FROM (SELECT $1::uuid AS id) t`, [streamerId])
}

/** At the streamer whom a subscription is about, by Twitch's id of it. */
export async function lookAgainAfter(sql: Sql, subscriptionId: string): Promise<void> {
  await sql.run(
    `${NOTIFY} FROM (SELECT streamer_id AS id FROM eventsub_subscriptions
                     WHERE twitch_id = $1 AND streamer_id IS NOT NULL) t`,
    [subscriptionId]
  )
}

/** At all streamers who are listened to that way. */
export async function lookAgainAtAll(sql: Sql, method: Method): Promise<void> {
  await sql.run(
    `${NOTIFY} FROM (SELECT streamer_id AS id FROM eventsub_connections WHERE transport = $1) t`,
    [method]
  )
}
