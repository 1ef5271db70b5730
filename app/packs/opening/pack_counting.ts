import type { LaneSql } from '#core/lane/lane'
import { type Counters, offerKey, readCounters } from '#packs/opening/counters'
import { drawOpenings, type Opening, type ToDraw } from '#packs/opening/draw_openings'
import { Editions, type PublishedEdition } from '#packs/opening/editions'
import { type PityOf, readPity, writePity } from '#packs/opening/pity'
import { Seeds } from '#packs/seeds/seeds'
import { storeOpenings } from '#packs/opening/store_openings'
import type { Reason } from '#redemptions/reasons'
import type {
  Counting,
  Prepared,
  RewardedRedemption,
  RewardHandler,
  Subject,
  Verdict,
} from '#redemptions/reward_handlers'

/**
 * Opens a pack for each redemption of a pack's reward, all in the intake's transaction: it is drawn, its
 * cards are owned and it waits to be shown. Each channel's row is locked, so its packs follow one
 * another in `redeemed_at` order.
 */
export class PackCounting implements RewardHandler {
  readonly locksChannels = true
  #editions = new Editions()
  #seeds = new Seeds()

  /** @param onOpened told after the commit, of the channels */
  constructor(private onOpened: (streamerIds: string[]) => void) {}

  async prepare(sql: LaneSql, subjects: Subject[]): Promise<Prepared> {
    const counters = await readCounters(sql, subjects)
    const editions = await this.#editions.of(sql, counters.offers.values())
    return { count: (redemptions) => this.#count(sql, redemptions, counters, editions) }
  }

  async #count(
    sql: LaneSql,
    redemptions: RewardedRedemption[],
    counters: Counters,
    editions: Map<string, PublishedEdition>
  ): Promise<Counting> {
    const verdicts = new Map<string, Verdict>()
    const packs: ToDraw[] = []
    for (const redemption of redemptions) {
      const pack = this.#toDraw(redemption, counters, editions)
      if (typeof pack === 'string') {
        verdicts.set(redemption.redemptionId, { state: 'refund_pending', reason: pack })
      } else {
        verdicts.set(redemption.redemptionId, { state: 'counted' })
        packs.push(pack)
      }
    }

    const openings = packs.length > 0 ? await open(sql, packs) : []
    const channels = [...new Set(openings.map(({ streamerId }) => streamerId))]
    return { verdicts, afterCommit: () => this.onOpened(channels) }
  }

  /** What it is drawn from, or why it is not: never from a seed whose hash came after the purchase. */
  #toDraw(
    redemption: RewardedRedemption,
    { channels, offers }: Counters,
    editions: Map<string, PublishedEdition>
  ): ToDraw | Reason {
    const channel = channels.get(redemption.streamerId ?? '')
    const offer = offers.get(offerKey(redemption.subjectId, redemption.streamerId))
    const edition = editions.get(offer?.edition?.id ?? '')
    if (!channel || !offer || !edition || !offer.seed || offer.refusal) {
      return offer?.refusal ?? 'pack_off_sale'
    }
    if (offer.offlineSince && redemption.redeemedAt >= offer.offlineSince) {
      return 'bought_offline'
    }
    if (channel.needsOverlay && !offer.hasOverlay) {
      return 'pack_without_overlay'
    }
    if (redemption.redeemedAt.getTime() < offer.seed.publishedAt) {
      return 'late'
    }
    const seed = this.#seeds.of(offer.seed)
    return seed ? { redemption, channel, offer, seed, edition } : 'pack_failed'
  }
}

async function open(sql: LaneSql, packs: ToDraw[]): Promise<Opening[]> {
  const whose = packs.map(({ redemption, channel, offer }): PityOf => ({
    streamerId: channel.streamerId,
    viewerId: redemption.viewerId,
    setId: offer.setId,
  }))
  const pity = await readPity(sql, whose)
  const openings = drawOpenings(packs, pity)
  storeOpenings(sql, openings, [...new Set(packs.map(({ channel }) => channel))])
  writePity(sql, whose, pity)
  return openings
}
