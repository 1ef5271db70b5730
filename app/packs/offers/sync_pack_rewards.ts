import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import { MAY_SELL } from '#packs/offers/may_sell'
import { PACK } from '#packs/pack_handler'
import { type RewardLook, RewardManager } from '#rewards/reward_manager'
import { fitTitle } from '#rewards/reward_title'
import { type OfferedReward, REWARD_SO_FAR, syncReward } from '#rewards/sync_reward'

interface Which {
  streamerId?: string | null
  setId?: string | null
}

interface Row {
  streamerId: string
  setId: string
  name: string
  description: string
  packSize: number
  colour: string | null
  cost: number
  maxPerViewer: number | null
  isOnSale: boolean
  isArchived: boolean
  reward: OfferedReward['reward']
}

const WANTED = `
  SELECT * FROM (
    SELECT o.streamer_id AS "streamerId", s.id AS "setId", s.name, s.description,
      COALESCE(e.pack_size, s.pack_size) AS "packSize", o.cost, o.max_per_viewer AS "maxPerViewer",
      (SELECT r.colour FROM card_rarities r WHERE r.set_id = s.id
        ORDER BY r.published_position DESC NULLS LAST LIMIT 1) AS colour,
      o.is_enabled AND s.state = 'active' AND ${MAY_SELL('o.streamer_id')} AS "isOnSale",
      s.state = 'archived' AS "isArchived",
      ${REWARD_SO_FAR} AS reward
    FROM pack_offers o
    JOIN card_sets s ON s.id = o.set_id
    LEFT JOIN set_editions e ON e.id = s.edition_id
    LEFT JOIN rewards r ON r.streamer_id = o.streamer_id AND r.handler = '${PACK}'
      AND r.subject_id = s.id AND r.retired_at IS NULL
    WHERE ($1::uuid IS NULL OR o.streamer_id = $1) AND ($2::uuid IS NULL OR o.set_id = $2)
  ) AS w
  WHERE w."isOnSale" OR w.reward IS NOT NULL
  ORDER BY w."streamerId", w."setId"`

/**
 * Brings the wanted state of packs' rewards to what sets and offers say. Changes
 * only what differs, so it can run after anything, and again.
 */
@inject()
export class SyncPackRewards {
  constructor(private rewards: RewardManager) {}

  /** Those of a channel, those of a set wherever it is offered, or all of them. */
  async execute(sql: Sql, { streamerId = null, setId = null }: Which = {}): Promise<void> {
    for (const row of await sql.run<Row>(WANTED, [streamerId, setId])) {
      await this.#sync(sql, row)
    }
  }

  #sync(sql: Sql, row: Row): Promise<void> {
    const { streamerId, setId, isOnSale, isArchived, reward } = row
    return syncReward(this.rewards, sql, {
      streamerId,
      handler: PACK,
      subjectId: setId,
      campaignId: null,
      look: lookOf(row),
      isOnSale,
      isArchived,
      reward,
    })
  }
}

function lookOf({ name, description, packSize, colour, cost, maxPerViewer }: Row): RewardLook {
  const cards = packSize === 1 ? 'A card' : `A pack of ${packSize} cards`
  return {
    title: fitTitle(`Card pack: ${name}`),
    prompt: `${cards} from “${name}”, opened on stream. ${description}`.trim().slice(0, 200),
    colour: colour?.toUpperCase() ?? null,
    cost,
    maxPerViewer,
    cooldownSeconds: null,
  }
}
