import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { transact } from '#core/transact'
import { giveCopy, recordChange } from '#packs/collections/change_copies'
import { collectionPage } from '#packs/collections/collection_page'
import { craftCard, dustDuplicates } from '#packs/collections/dust'
import { readRates } from '#packs/collections/dust_rates'
import { leaderboard } from '#packs/collections/leaderboard'
import { setProgress } from '#packs/collections/set_progress'
import { listOffers } from '#packs/offers/list_offers'
import { SyncPackRewards } from '#packs/offers/sync_pack_rewards'
import { publicCollection } from '#packs/public/public_collection'
import { readShowing } from '#packs/queue/read_showing'
import { AddCards } from '#packs/sets/add_cards'
import { PublishSet } from '#packs/sets/publish_set'
import type { EditableSet } from '#packs/sets/read_set'
import { RetireCard } from '#packs/sets/retire_card'
import { SaveCard } from '#packs/sets/save_card'
import { SavePack } from '#packs/sets/save_pack'
import { SaveRarities } from '#packs/sets/save_rarities'
import { purchase, stopAll } from '#tests/functional/ledger/support'
import {
  differences,
  openPackIntake,
  openPackShop,
  type PackShop,
  playAll,
  showPacks,
} from '#tests/functional/packs/support'
import { emptyDatabase } from '#tests/support/database'
import { testSql } from '#tests/support/fixtures'
import { cardInput, setOf } from '#tests/support/packs/sets'

test.group('Packs | viewers see what is published', (group) => {
  let shop: PackShop
  let viewer: { id: number; login: string }

  group.each.setup(async () => {
    await emptyDatabase()
    shop = await openPackShop()
    const intake = openPackIntake()
    await intake.take(purchase(shop.reward))
    await stopAll([intake])
    await playAll(shop.streamer.id)
    const [row] = await testSql().run<typeof viewer>('SELECT id, login FROM viewers')
    if (!row) throw new Error('Somebody has bought a pack')
    viewer = row
  })

  const draft = () => setOf(shop.set.setId)
  const publish = async () => {
    const publishSet = await app.container.make(PublishSet)
    return publishSet.execute(await draft())
  }
  /** A pack of so many cards, with nothing guaranteed. */
  const reshape = async (packSize: number) => {
    const { id, revision } = await draft()
    const shape = { revision, packSize, slots: [], pityAfter: null }
    await new SavePack().execute({ id, revision }, shape)
  }
  const of = () => ({
    streamerId: shop.streamer.id,
    viewerId: viewer.id,
    setId: shop.set.setId,
  })
  /** All that strangers and the stream are shown of the set. */
  const seen = async () => {
    const sql = testSql()
    const [progress] = await setProgress(sql, shop.streamer.id, viewer.id)
    const [rates] = await readRates(sql, shop.streamer.id)
    return {
      page: await collectionPage(sql, of(), {}),
      missing: await collectionPage(sql, of(), { show: 'missing' }),
      progress,
      leaders: await leaderboard(sql, shop.streamer.id, null, 10),
      json: await publicCollection(sql, shop.streamer.id, viewer.login),
      offers: await listOffers(sql, shop.streamer.id),
      rates,
    }
  }
  const cardsOf = (set: EditableSet) => {
    const [first, second] = set.cards
    if (!first || !second) throw new Error('The set has cards')
    return { first, second, top: set.rarities.at(-1)?.id ?? '', least: set.rarities[0]?.id ?? '' }
  }

  test('what is done to the draft is nowhere, until it is published', async ({ assert }) => {
    const before = await seen()
    const { top, first, second } = cardsOf(await draft())
    await new AddCards().execute(await draft(), [cardInput(top, 'Not out yet')])
    await new SaveCard().execute(await draft(), first.id, { ...first, rarityId: top })
    await new RetireCard().execute(await draft(), second.id)
    const { rarities, ...rest } = await draft()
    await new SaveRarities().execute(rest, [
      ...rarities.toReversed(),
      {
        name: 'Secret',
        colour: '#123456',
        chance: { numerator: 0, denominator: 1 },
        dust: 1,
        dustPrice: 2,
      },
    ])
    await reshape(7)
    assert.deepEqual(await seen(), before)
    await (await app.container.make(SyncPackRewards)).execute(testSql())
    const [reward] = await testSql().run<{ prompt: string }>('SELECT prompt FROM rewards')
    assert.match(reward?.prompt ?? '', /A pack of 5 cards/)

    await publish()
    const after = await seen()
    const cards = before.page.found
    const hadRetired = before.json?.cards.some(({ cardId }) => cardId === second.id) ?? false
    assert.equal(after.page.found, cards + Number(hadRetired))
    assert.equal(after.progress?.of, after.page.found)
    assert.equal(after.leaders[0]?.of, cards)
    assert.deepInclude(after.offers[0], { cards, packSize: 7 })
    assert.lengthOf(after.rates?.rates ?? [], rarities.length + 1)
    assert.equal(
      after.page.cards.find(({ id }) => id === first.id)?.rarity.name,
      rarities.at(-1)?.name
    )
  })

  test('a card that was retired counts for those who have it, and for nobody else', async ({
    assert,
  }) => {
    const { page, progress } = await seen()
    const owned = page.cards.find(({ looks }) => looks.length > 0)
    const shadow = page.cards.find(({ looks }) => looks.length === 0)
    for (const card of [owned, shadow]) {
      await new RetireCard().execute(await draft(), card?.id ?? '')
    }
    await publish()
    const after = await seen()
    assert.include(after.progress, { has: progress?.has, of: page.found - 1 })
    assert.equal(after.page.found, page.found - 1)
    const left = after.page.cards.find(({ id }) => id === owned?.id)
    assert.equal(left?.price, 0, 'it is made of dust no more')
    assert.equal(after.leaders[0]?.of, page.found - 2)
    await assert.rejects(
      () => craftCard({ ...of(), cardId: owned?.id ?? '', attemptId: randomUUID() }),
      /cannot be made/
    )
  })

  test('dust goes by the rarity that is published', async ({ assert }) => {
    const { first, top } = cardsOf(await draft())
    for (let copy = 0; copy < 3; copy++) {
      await transact(async (sql) => {
        const copies = { ...of(), cardId: first.id, variantId: null }
        const change = { ...copies, quantity: 1, dust: 0, attemptId: randomUUID() }
        await recordChange(sql, { ...change, kind: 'boon_returned' })
        await giveCopy(sql, copies)
      })
    }
    const dust = () =>
      dustDuplicates({
        ...of(),
        ...{ cardId: first.id, variantId: null, quantity: 1, attemptId: randomUUID() },
      })
    await new SaveCard().execute(await draft(), first.id, { ...first, rarityId: top })
    assert.equal((await dust()).dust, 5)
    await publish()
    assert.equal((await dust()).dust, 25)
    assert.deepEqual(await differences(), [])
  })

  test('the overlay shows a pack by what is published', async ({ assert }) => {
    const intake = openPackIntake()
    await intake.take(purchase(shop.reward))
    await stopAll([intake])
    await showPacks()
    const before = await readShowing(testSql(), shop.streamer.id)
    assert.isNotNull(before)
    const { least, top } = cardsOf(await draft())
    for (const card of (await draft()).cards) {
      await new SaveCard().execute(await draft(), card.id, { ...card, rarityId: least })
    }
    await new AddCards().execute(await draft(), [cardInput(top, 'Not out yet')])
    assert.deepEqual(await readShowing(testSql(), shop.streamer.id), before)
  })

  test('a rarity that published cards have stays until that has changed for viewers too', async ({
    assert,
  }) => {
    const { rarities } = await draft()
    const [least, gone] = rarities
    if (!least || !gone) throw new Error('There are rarities')
    for (const card of (await draft()).cards.filter(({ rarityId }) => rarityId === gone.id)) {
      await new SaveCard().execute(await draft(), card.id, { ...card, rarityId: least.id })
    }
    const without = async () => {
      const { id: setId, revision } = await draft()
      return new SaveRarities().execute(
        { id: setId, revision },
        rarities.filter(({ id }) => id !== gone.id)
      )
    }
    await assert.rejects(without, /Set its chance to 0 and publish first/)
    const sum = least.chance.numerator * gone.chance.denominator
    await new SaveRarities().execute(
      await draft(),
      rarities.map((rarity) => {
        if (rarity.id === gone.id) return { ...rarity, chance: { numerator: 0, denominator: 1 } }
        return rarity.id === least.id
          ? {
              ...rarity,
              chance: {
                numerator: sum + gone.chance.numerator * least.chance.denominator,
                denominator: least.chance.denominator * gone.chance.denominator,
              },
            }
          : rarity
      })
    )
    await reshape(5)
    await publish()
    await without()
    assert.isFalse((await draft()).rarities.some(({ id }) => id === gone.id))
  })
})
