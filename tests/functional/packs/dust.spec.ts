import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import User from '#accounts/user'
import { spendBoon } from '#packs/boons/spend_boon'
import { craftCard, dustDuplicates } from '#packs/collections/dust'
import { giveCopy, recordChange } from '#packs/collections/change_copies'
import { transact } from '#core/transact'
import { purchase, stopAll } from '#tests/functional/ledger/support'
import {
  differences,
  openPackIntake,
  openPackShop,
  playAll,
  type PackShop,
} from '#tests/functional/packs/support'
import { emptyDatabase } from '#tests/support/database'
import { testSql } from '#tests/support/fixtures'

test.group('Packs | dust', (group) => {
  let shop: PackShop
  let viewerId: number

  group.each.setup(async () => {
    await emptyDatabase()
    shop = await openPackShop()
    const intake = openPackIntake()
    await intake.take(purchase(shop.reward))
    await stopAll([intake])
    await playAll(shop.streamer.id)
    const [viewer] = await testSql().run<{ id: number }>('SELECT id FROM viewers')
    viewerId = Number(viewer?.id)
  })

  const copies = (cardId: string) => ({
    streamerId: shop.streamer.id,
    viewerId,
    cardId,
    variantId: null,
  })
  /** A card of the top rarity that the pack did not hold. */
  const undrawn = async () => {
    const drawn = await testSql().run<{ id: string }>('SELECT card_id AS id FROM collections')
    const ids = new Set(drawn.map(({ id }) => id))
    const card = shop.set.edition.cards.findLast(({ id }) => !ids.has(id))
    return String(card?.id)
  }
  /** So many copies of a card, by changes that the books know. */
  const own = async (count: number) => {
    const cardId = await undrawn()
    for (let copy = 0; copy < count; copy++) {
      await transact(async (sql) => {
        const change = { ...copies(cardId), quantity: 1, dust: 0, attemptId: randomUUID() }
        await recordChange(sql, { ...change, kind: 'boon_returned' })
        await giveCopy(sql, copies(cardId))
      })
    }
    return cardId
  }
  const balance = async () => {
    const [row] = await testSql().run<{ dust: number }>('SELECT dust FROM dust_balances')
    return row?.dust ?? 0
  }
  const countOf = async (cardId: string) => {
    const [row] = await testSql().run<{ shown: number }>(
      'SELECT shown FROM collections WHERE card_id = $1 AND variant_id IS NULL',
      [cardId]
    )
    return row?.shown ?? 0
  }

  test('duplicates become dust, the last copy stays', async ({ assert }) => {
    const cardId = await own(3)
    const dust = (quantity: number) =>
      dustDuplicates({ ...copies(cardId), quantity, attemptId: randomUUID() })
    await dust(2)
    assert.equal(await countOf(cardId), 1)
    // A rarity that is fifth gives 25 for a copy.
    assert.equal(await balance(), 50)
    await assert.rejects(() => dust(1), /no such duplicate/)
    assert.equal(await balance(), 50)
    assert.deepEqual(await differences(), [])
  })

  test('the same attempt twice, or at once, is one', async ({ assert }) => {
    const cardId = await own(5)
    const attemptId = randomUUID()
    const attempt = () => dustDuplicates({ ...copies(cardId), quantity: 2, attemptId })
    await Promise.all([attempt(), attempt(), attempt()])
    await attempt()
    assert.equal(await countOf(cardId), 3)
    assert.equal(await balance(), 50)
    assert.deepEqual(await differences(), [])
  })

  test('ten tabs dust the same duplicates: as many as there are', async ({ assert }) => {
    const cardId = await own(4)
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, () =>
        dustDuplicates({ ...copies(cardId), quantity: 1, attemptId: randomUUID() })
      )
    )
    assert.lengthOf(
      tries.filter(({ status }) => status === 'fulfilled'),
      3
    )
    assert.equal(await countOf(cardId), 1)
    assert.equal(await balance(), 75)
    assert.deepEqual(await differences(), [])
  })

  test('a chosen card is made of dust, by the streamer’s rates, while there is enough', async ({
    assert,
  }) => {
    const cardId = await own(5)
    const { rarities, cards } = shop.set.edition
    await testSql().run(
      'INSERT INTO dust_rates (streamer_id, rarity_id, dust, dust_price) VALUES ($1, $2, 30, 60)',
      [shop.streamer.id, String(rarities.at(-1)?.id)]
    )
    await dustDuplicates({ ...copies(cardId), quantity: 4, attemptId: randomUUID() })
    assert.equal(await balance(), 120)
    const chosen = String(cards.at(-2)?.id)
    const had = await countOf(chosen)
    const tries = await Promise.allSettled(
      [1, 2, 3].map(() => craftCard({ ...copies(chosen), attemptId: randomUUID() }))
    )
    assert.lengthOf(
      tries.filter(({ status }) => status === 'fulfilled'),
      2
    )
    assert.equal(await countOf(chosen), had + 2)
    assert.equal(await balance(), 0)
    assert.deepEqual(await differences(), [])
  })

  test('a hundred thousand copies of the most precious rarity are counted', async ({ assert }) => {
    const cardId = await own(1)
    const copies100k = 100_000
    await testSql().run('UPDATE card_rarities SET dust = 1000000, dust_price = 0')
    await testSql().run(
      'UPDATE collections SET owned = owned + $2, shown = shown + $2 WHERE card_id = $1',
      [cardId, copies100k]
    )
    await testSql().run(
      `INSERT INTO collection_changes (streamer_id, viewer_id, kind, card_id, quantity, attempt_id)
       SELECT $1, $2, 'crafted', $3, $4, gen_random_uuid()`,
      [shop.streamer.id, viewerId, cardId, copies100k]
    )
    const attempt = { ...copies(cardId), quantity: copies100k, attemptId: randomUUID() }
    assert.equal((await dustDuplicates(attempt)).dust, 100_000_000_000)
    assert.equal(await balance(), 100_000_000_000)
    assert.deepEqual(await differences(), [])
  })

  test('a card never gives the dust that it costs', async ({ client, assert }) => {
    const [rarity] = shop.set.edition.rarities
    const streamer = await User.findOrFail(shop.streamer.id)
    const save = (dust: number, price: number) =>
      client
        .put(`/streamers/${streamer.id}/packs/dust/${shop.set.setId}`)
        .accept('json')
        .redirects(0)
        .withCsrfToken()
        .loginAs(streamer)
        .json({ rates: [{ rarityId: rarity?.id, dust, price }] })
    for (const [dust, price] of [
      [10, 10],
      [10, 9],
      [1_000_000, 1_000_000],
    ] as const) {
      const answer = await save(dust, price)
      answer.assertStatus(422)
      const [fault] = answer.body().errors
      assert.equal(fault.field, 'rates.0.price')
      assert.match(fault.message, /has to be more than a duplicate gives/)
    }
    for (const [dust, price] of [
      [10, 11],
      [10, 0],
      [0, 1],
      [0, 0],
    ] as const) {
      assert.equal((await save(dust, price)).status(), 302)
    }
    for (const table of ['card_rarities', 'dust_rates']) {
      await assert.rejects(
        () => testSql().run(`UPDATE ${table} SET dust = 5, dust_price = 5`),
        new RegExp(`${table}_price`)
      )
    }
  })

  test('not made of dust: {why}')
    .with([
      { why: 'no price', change: 'UPDATE card_rarities SET dust_price = 0' },
      { why: 'the set is archived', change: `UPDATE card_sets SET state = 'archived'` },
      { why: 'the pack is not on sale', change: 'UPDATE pack_offers SET is_enabled = false' },
      { why: 'no edition has it, or none any more', change: 'UPDATE cards SET in_edition = false' },
    ])
    .run(async ({ assert }, { change }) => {
      await testSql().run(change)
      const cardId = String(shop.set.edition.cards[0]?.id)
      await assert.rejects(
        () => craftCard({ ...copies(cardId), attemptId: randomUUID() }),
        /cannot be made/
      )
    })

  test('cards of a set that the channel never had are worth nothing there', async ({ assert }) => {
    const stranger = await openPackShop()
    const cardId = String(stranger.set.edition.cards[0]?.id)
    const attemptId = randomUUID()
    await assert.rejects(() => craftCard({ ...copies(cardId), attemptId }), /no such card pack/)
    await assert.rejects(
      () => dustDuplicates({ ...copies(cardId), quantity: 1, attemptId }),
      /no such card pack/
    )
    await assert.rejects(() => spendBoon({ ...copies(cardId), attemptId }), /no such card pack/)
  })
})
