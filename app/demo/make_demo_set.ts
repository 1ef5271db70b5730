import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { onLucid } from '#core/sql'
import { DEMO_CARDS, DEMO_RARITIES, DEMO_SET, type DemoCard } from '#demo/cards/demo_cards'
import { drawCard } from '#demo/cards/draw_card'
import { OfferSet } from '#packs/offers/offer_set'
import { StorePicture } from '#packs/pictures/store_picture'
import { AddCards } from '#packs/sets/add_cards'
import { CreateSet } from '#packs/sets/create_set'
import { PublishSet } from '#packs/sets/publish_set'
import { readSet } from '#packs/sets/read_set'
import { LendSet, SaveDetails } from '#packs/sets/save_details'
import { SavePack } from '#packs/sets/save_pack'
import { SaveRarities } from '#packs/sets/save_rarities'
import { SetRefused } from '#packs/sets/set_refused'

/** Of a pack, in channel points. */
const COST = 300

/** A card set that is on sale at once, lent to the campaign of the demo. */
@inject()
export class MakeDemoSet {
  constructor(
    private pictures: StorePicture,
    private createSet: CreateSet,
    private details: SaveDetails,
    private rarities: SaveRarities,
    private cards: AddCards,
    private pack: SavePack,
    private lend: LendSet,
    private publish: PublishSet,
    private offer: OfferSet
  ) {}

  /** @returns the set's id; the one that is there, where there is one. */
  async execute(authorId: string, campaignId: string): Promise<string> {
    const [known] = await onLucid(db.connection()).run<{ id: string }>(
      'SELECT id FROM card_sets WHERE owner_id = $1 AND name = $2 ORDER BY created_at LIMIT 1',
      [authorId, DEMO_SET.name]
    )
    return known?.id ?? this.#make(authorId, campaignId)
  }

  async #make(authorId: string, campaignId: string): Promise<string> {
    const id = await this.createSet.execute(authorId, DEMO_SET.name)
    await this.rarities.execute(
      await draftOf(id),
      DEMO_RARITIES.map((rarity) => ({ ...rarity }))
    )
    await this.#addCards(authorId, id)
    const { rarities, ...draft } = await draftOf(id)
    const [last, minimum] = [DEMO_SET.packSize - 1, rarities[DEMO_SET.guaranteed]]
    await this.pack.execute(draft, {
      ...draft,
      ...DEMO_SET,
      slots: minimum ? [{ slot: last, minimumRarityId: minimum.id }] : [],
    })
    await this.lend.execute(await draftOf(id), authorId, campaignId)
    await this.publish.execute(await draftOf(id))
    await this.offer.execute(id, authorId, { isEnabled: true, cost: COST })
    return id
  }

  async #addCards(authorId: string, id: string): Promise<void> {
    const { rarities, ...draft } = await draftOf(id)
    const cards = await Promise.all(
      DEMO_CARDS.flatMap((list, index) =>
        list.map((card) => this.#card(authorId, card, index, rarities[index]?.id ?? ''))
      )
    )
    await this.cards.execute(draft, cards)
    const top = cards.at(-2)?.pictureId ?? null
    const current = await draftOf(id)
    await this.details.execute(current, {
      ...current,
      ...DEMO_SET,
      pictureId: top,
      startsAt: null,
      endsAt: null,
    })
  }

  async #card(authorId: string, { scene, ...card }: DemoCard, index: number, rarityId: string) {
    return {
      weight: 1,
      ...card,
      rarityId,
      pictureId: await this.pictures.execute(authorId, await drawCard(scene)),
      variants: [...(DEMO_RARITIES[index]?.variants ?? [])],
    }
  }
}

async function draftOf(id: string) {
  const set = await readSet(onLucid(db.connection()), id)
  if (!set) {
    throw new SetRefused('changed')
  }
  return set
}
