import { errors } from '@vinejs/vine'
import { inject } from '@adonisjs/core'
import { notify } from '#core/jobs/notifications'
import { isUuid } from '#core/ids'
import type { Sql } from '#core/sql'
import { transact } from '#core/transact'
import { MAY_SELL } from '#packs/offers/may_sell'
import type { OfferInput } from '#packs/offers/offer_validator'
import { SyncPackRewards } from '#packs/offers/sync_pack_rewards'
import { PACK } from '#packs/pack_handler'
import { NoSuchPack } from '#packs/pack_refused'
import { openQueue } from '#packs/seeds/next_seed'
import { saleObstacle } from '#rewards/sale_obstacle'

/**
 * A streamer puts a card set on sale, or takes it off.
 *
 * @throws NoSuchPack 404 for a set that is not theirs to sell
 * @throws E_VALIDATION_ERROR 422 at the switch, when the channel cannot have the reward
 */
@inject()
export class OfferSet {
  constructor(private rewards: SyncPackRewards) {}

  async execute(setId: string, streamerId: string, input: OfferInput): Promise<{ name: string }> {
    const { name, obstacle } = await transact((sql) => this.#save(sql, setId, streamerId, input))
    if (obstacle !== null) {
      throw new errors.E_VALIDATION_ERROR([{ field: 'isEnabled', message: obstacle, rule: 'sale' }])
    }
    return { name }
  }

  async #save(sql: Sql, setId: string, streamerId: string, input: OfferInput) {
    const set = await find(sql, setId, streamerId)
    const obstacle =
      input.isEnabled && !set.isEnabled
        ? (set.obstacle ??
          (await saleObstacle(sql, { streamerId, handler: PACK, subjectId: setId })))
        : null
    if (obstacle !== null) {
      return { name: set.name, obstacle }
    }
    await openQueue(sql, streamerId)
    await sql.run(
      `INSERT INTO pack_offers (streamer_id, set_id, cost, max_per_viewer, is_enabled)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (streamer_id, set_id) DO UPDATE SET cost = excluded.cost,
         max_per_viewer = excluded.max_per_viewer, is_enabled = excluded.is_enabled,
         updated_at = now()`,
      [streamerId, setId, input.cost, input.maxPerViewer ?? null, input.isEnabled]
    )
    await this.rewards.execute(sql, { streamerId })
    await notify(sql, 'packs')
    return { name: set.name, obstacle: null }
  }
}

async function find(sql: Sql, setId: string, streamerId: string) {
  const [set] = isUuid(setId)
    ? await sql.run<{ name: string; isEnabled: boolean; obstacle: string | null }>(
        `SELECT s.name, COALESCE(o.is_enabled, false) AS "isEnabled",
           CASE WHEN s.state <> 'active' THEN
             'Only a published set can be sold. Publish it in the editor first.' END AS obstacle
         FROM card_sets s
         LEFT JOIN pack_offers o ON o.set_id = s.id AND o.streamer_id = $2
         WHERE s.id = $1 AND ${MAY_SELL('$2::uuid')}`,
        [setId, streamerId]
      )
    : []
  if (!set) {
    throw new NoSuchPack()
  }
  return set
}
