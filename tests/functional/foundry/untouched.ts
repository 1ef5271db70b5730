import { sql } from '#tests/functional/foundry/support'

/** Which rows are not this browser's to change, by table; of every other table none is. */
const OTHERS: Record<string, string> = {
  campaigns: 't.id <> $1',
  foundry_connections: 't.campaign_id <> $1',
  foundry_leases: 't.connection_id <> $2',
  foundry_tokens: 't.connection_id <> $2',
  foundry_heads: 't.campaign_id <> $1',
  foundry_rolls: 't.campaign_id <> $1',
  foundry_events: 't.campaign_id <> $1',
  foundry_commands: 't.campaign_id <> $1',
  foundry_command_changes:
    't.command_id NOT IN (SELECT id FROM foundry_commands WHERE campaign_id = $1)',
  // Anyone may ask to be paired; nobody may touch what others have asked.
  foundry_pairings: 't.created_at < $3',
}

/** A fingerprint of every table, without the rows that this browser may change. */
export async function untouched(campaignId: string, connectionId: string, since: Date) {
  const tables = await sql().run<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`
  )
  const prints: Record<string, string> = {}
  for (const { name } of tables) {
    const [row] = await sql().run<{ print: string }>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS print
       FROM "${name}" t
       WHERE ${OTHERS[name] ?? 'true'} AND $1::uuid IS NOT NULL AND $2::uuid IS NOT NULL
         AND $3::timestamptz IS NOT NULL`,
      [campaignId, connectionId, since]
    )
    prints[name] = row?.print ?? ''
  }
  return prints
}

/** Everything the browser's own rows say, as text. */
export async function ownTexts(campaignId: string): Promise<string[]> {
  const rows = await sql().run<{ told: string }>(
    `SELECT to_jsonb(t)::text AS told FROM foundry_connections t WHERE campaign_id = $1
     UNION ALL SELECT to_jsonb(t)::text FROM foundry_rolls t WHERE campaign_id = $1
     UNION ALL SELECT to_jsonb(t)::text FROM foundry_events t WHERE campaign_id = $1
     UNION ALL SELECT to_jsonb(t)::text FROM foundry_commands t WHERE campaign_id = $1
     UNION ALL SELECT request::text FROM foundry_pairings`,
    [campaignId]
  )
  return rows.map(({ told }) => told)
}
