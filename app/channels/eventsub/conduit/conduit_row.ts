import type { Sql } from '#core/sql'
import type { ConduitsApi } from '#twitch/api/conduits_api'

export type ShardMethod = 'websocket' | 'webhook'

/** The conduit of this installation, as it is at present. */
export interface ConduitRow {
  conduitId: string
  shardCount: number
  receivers: ShardMethod
}

interface Row {
  conduit_id: string | null
  known_before: string[]
  shard_count: number
  receivers: ShardMethod
}

export async function findConduit(sql: Sql): Promise<ConduitRow | null> {
  const row = await read(sql)
  return row?.conduit_id
    ? { conduitId: row.conduit_id, shardCount: row.shard_count, receivers: row.receivers }
    : null
}

/**
 * The conduit, made if there is none. What Twitch has is noted before: should the process end between
 * Twitch's answer and ours, the next one recognises its conduit by its being new.
 */
export async function ensureConduit(
  sql: Sql,
  api: ConduitsApi,
  wanted: { shardCount: number; receivers: ShardMethod }
): Promise<ConduitRow> {
  const row = await read(sql)
  if (row?.conduit_id) {
    return { conduitId: row.conduit_id, shardCount: row.shard_count, receivers: row.receivers }
  }

  const conduits = await api.list()
  const leftOver = row && conduits.find(({ id }) => !row.known_before.includes(id))
  if (!row) {
    await sql.run(
      `INSERT INTO eventsub_conduits (known_before, receivers) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
      [conduits.map(({ id }) => id), wanted.receivers]
    )
  }
  const { id, shardCount } = leftOver ?? (await api.create(wanted.shardCount))
  await sql.run('UPDATE eventsub_conduits SET conduit_id = $1, shard_count = $2, receivers = $3', [
    id,
    shardCount,
    wanted.receivers,
  ])
  return { conduitId: id, shardCount, receivers: wanted.receivers }
}

export async function keepConduit(sql: Sql, { shardCount, receivers }: Partial<ConduitRow>) {
  await sql.run(
    `UPDATE eventsub_conduits SET shard_count = COALESCE($1::int, shard_count),
       receivers = COALESCE($2::text, receivers)`,
    [shardCount ?? null, receivers ?? null]
  )
}

/** Twitch has it no more, and so neither its subscriptions. */
export async function forgetConduit(sql: Sql): Promise<void> {
  await sql.run(`
    WITH subscriptions AS (
      DELETE FROM eventsub_subscriptions WHERE transport = 'conduit' RETURNING twitch_id
    ), removals AS (
      DELETE FROM eventsub_removals WHERE twitch_id IN (SELECT twitch_id FROM subscriptions)
    ), receivers AS (
      DELETE FROM eventsub_receivers WHERE transport = 'conduit'
    )
    DELETE FROM eventsub_conduits`)
}

async function read(sql: Sql): Promise<Row | undefined> {
  const [row] = await sql.run<Row>(
    'SELECT conduit_id, known_before, shard_count, receivers FROM eventsub_conduits'
  )
  return row
}
