import db from '@adonisjs/lucid/services/db'
import type User from '#accounts/user'
import { onLucid } from '#core/sql'

export interface PairableCampaign {
  id: string
  name: string
  /** The world that is connected now, which another one would replace. */
  world: { instanceId: string; title: string } | null
}

interface Row {
  id: string
  name: string
  instance_id: string | null
  world_title: string | null
}

/** The campaigns a user runs, with the world each is connected to. */
export class ListPairableCampaigns {
  async execute(user: User): Promise<PairableCampaign[]> {
    const rows = await onLucid(db.connection()).run<Row>(
      `SELECT DISTINCT ca.id, ca.name, c.instance_id, c.world_title
       FROM campaigns ca
       JOIN campaign_members m ON m.campaign_id = ca.id AND m.role IN ('owner', 'co_gm')
       LEFT JOIN foundry_connections c ON c.campaign_id = ca.id AND c.is_active
       WHERE m.user_id = $1 AND ca.archived_at IS NULL
       ORDER BY ca.name`,
      [user.id]
    )

    return rows.map(({ id, name, instance_id: instanceId, world_title: title }) => ({
      id,
      name,
      world: instanceId === null ? null : { instanceId, title: title ?? '' },
    }))
  }
}
