import type { Sql } from '#core/sql'
import type { FoundryCharacter } from '#foundry/protocol'

/** The world that a campaign is connected to. */
export interface PairedWorld {
  connectionId: string
  title: string
  system: string
  /** What its module can carry out; empty before it has said so. */
  capabilities: string[]
  /** What a GM has switched off of it, in the app or in Foundry. */
  switchedOff: string[]
  characters: FoundryCharacter[]
  /** A GM's tab is in charge right now. */
  isThere: boolean
  pairedAt: Date
}

/** Null while no world is connected. */
export async function pairedWorld(sql: Sql, campaignId: string): Promise<PairedWorld | null> {
  const [row] = await sql.run<PairedWorld>(
    `SELECT c.id AS "connectionId", c.world_title AS title, c.system, c.capabilities, c.characters,
            c.created_at AS "pairedAt",
            c.switched_off || ARRAY(SELECT unnest(o.switched_off) FROM foundry_settings o
              WHERE o.campaign_id = c.campaign_id) AS "switchedOff",
            EXISTS (SELECT FROM foundry_leases l WHERE l.connection_id = c.id
                    AND l.client_id IS NOT NULL AND l.expires_at > clock_timestamp()) AS "isThere"
     FROM foundry_connections c WHERE c.campaign_id = $1 AND c.is_active`,
    [campaignId]
  )
  return row ?? null
}
