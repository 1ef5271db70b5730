import type { Sql } from '#core/sql'
import { pairedWorld } from '#foundry/choices/paired_world'
import { whyQuiet } from '#gamification/safety/quiet_time'

export type CharacterLimit = {
  actorId: string
  name: string
  most: 'nothing' | 'mild' | 'strong' | 'drastic'
}

/** What the GM has agreed with the table. */
export type Safety = {
  quietInCombat: boolean
  quietScenes: { id: string; name: string }[]
  /** The world's characters, and those with a limit that it has no more. */
  characters: CharacterLimit[]
  /** Why it is quiet right now; null when it is not. */
  quietNow: string | null
}

/** Reads the agreements of a campaign, with every character there is one to make about. */
export async function readSafety(sql: Sql, campaignId: string): Promise<Safety> {
  const [own] = await sql.run<{ quietInCombat: boolean }>(
    'SELECT quiet_in_combat AS "quietInCombat" FROM table_safety WHERE campaign_id = $1',
    [campaignId]
  )
  const quietScenes = await sql.run<{ id: string; name: string }>(
    'SELECT scene_id AS id, name FROM quiet_scenes WHERE campaign_id = $1 ORDER BY name, scene_id',
    [campaignId]
  )
  const limits = await sql.run<CharacterLimit>(
    `SELECT actor_id AS "actorId", name, most FROM character_limits
     WHERE campaign_id = $1 ORDER BY name, actor_id`,
    [campaignId]
  )
  const world = await pairedWorld(sql, campaignId)
  const limitOf = (id: string) => limits.find(({ actorId }) => actorId === id)
  const known = (world?.characters ?? []).map(({ actorId, actorName: name }) => ({
    actorId,
    name,
    most: limitOf(actorId)?.most ?? ('drastic' as const),
  }))
  const gone = limits.filter(({ actorId }) => !known.some((one) => one.actorId === actorId))

  return {
    quietInCombat: own?.quietInCombat ?? false,
    quietScenes,
    characters: [...known, ...gone],
    quietNow: await whyQuiet(sql, campaignId),
  }
}
