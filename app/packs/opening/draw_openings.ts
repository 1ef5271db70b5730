import { uuidv7 } from '#core/ids'
import { drawPack } from '#packs/draw/draw_pack'
import type { PublishedEdition } from '#packs/opening/editions'
import type { Channel, Offer } from '#packs/opening/counters'
import type { Seed } from '#packs/seeds/seeds'
import { type Pity, pityKey } from '#packs/opening/pity'
import type { RewardedRedemption } from '#redemptions/reward_handlers'

/** A pack that is decided, with its cards. */
export interface Opening {
  id: string
  streamerId: string
  viewerId: number
  setId: string
  editionId: string
  seedId: string
  number: number
  redemptionId: string
  redeemedAt: Date
  pityBefore: number
  hasTop: boolean
  cards: { slot: number; cardId: string; variantId: string | null }[]
}

/** What a redemption is to be drawn from. */
export interface ToDraw {
  redemption: RewardedRedemption
  channel: Channel
  offer: Offer
  seed: Seed
  edition: PublishedEdition
}

/**
 * Draws one pack after the other: numbers and pity go on with each.
 *
 * @param pity as it stands before the first; afterwards as it stands after the last
 */
export function drawOpenings(packs: ToDraw[], pity: Pity): Opening[] {
  return packs.map(({ redemption, channel, offer, seed, edition }) => {
    const key = pityKey(channel.streamerId, redemption.viewerId, offer.setId)
    const pityBefore = pity.get(key) ?? 0
    const number = channel.nextNumber++
    const { cards, hasTop } = drawPack(edition.prepared, {
      seed: seed.bytes,
      editionSha256: edition.sha256,
      number,
      redemptionId: redemption.redemptionId,
      pityBefore,
    })
    pity.set(key, hasTop ? 0 : pityBefore + 1)

    return {
      id: uuidv7(),
      streamerId: channel.streamerId,
      viewerId: redemption.viewerId,
      setId: offer.setId,
      editionId: edition.id,
      seedId: seed.id,
      number,
      redemptionId: redemption.redemptionId,
      redeemedAt: redemption.redeemedAt,
      pityBefore,
      hasTop,
      cards,
    }
  })
}
