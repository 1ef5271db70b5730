import db from '@adonisjs/lucid/services/db'
import type User from '#accounts/user'
import { onLucid } from '#core/sql'
import { type ConnectedWorld, type Kinship, kinshipOf } from '#foundry/pairing/kinship'
import type { PairStart } from '#foundry/validators/pair_validators'

export interface PairableCampaign {
  id: string
  name: string
  /** The world that is connected now, and what the one that asks is to it. */
  world: { title: string; origin: string; kinship: Kinship } | null
}

interface Row {
  id: string
  name: string
  world: (ConnectedWorld & { world_title: string }) | null
}

/** What is most likely meant comes first: the campaign that the world belongs to. */
const LIKELY: Kinship[] = ['same', 'elsewhere', 'copy', 'other']

/** The campaigns a user runs, with the world each is connected to; the most likely one first. */
export class ListPairableCampaigns {
  async execute(user: User, asking: PairStart | null): Promise<PairableCampaign[]> {
    const rows = await onLucid(db.connection()).run<Row>(
      `SELECT ca.id, ca.name, to_jsonb(c) AS world
       FROM campaigns ca
       LEFT JOIN foundry_connections c ON c.campaign_id = ca.id AND c.is_active
       WHERE ca.archived_at IS NULL AND EXISTS (
         SELECT FROM campaign_members m
         WHERE m.campaign_id = ca.id AND m.user_id = $1 AND m.role IN ('owner', 'co_gm'))
       ORDER BY ca.name, ca.created_at, ca.id`,
      [user.id]
    )

    const campaigns = rows.map(({ id, name, world }) => ({
      id,
      name,
      world: world && {
        title: world.world_title,
        origin: world.foundry_origin,
        kinship: asking ? kinshipOf(world, asking) : ('other' as const),
      },
    }))
    return campaigns.toSorted((one, other) => likelihood(one) - likelihood(other))
  }
}

/** One without a world is likelier than one that belongs to another world. */
function likelihood({ world }: PairableCampaign): number {
  return LIKELY.indexOf(world?.kinship ?? 'other') - Number(world === null) / 2
}
