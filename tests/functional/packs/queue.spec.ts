import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { transact } from '#core/transact'
import { endShowing } from '#packs/queue/end_showing'
import { readShowing } from '#packs/queue/read_showing'
import { SteerQueue } from '#packs/queue/steer_queue'
import { follow } from '#redemptions/intake/follow'
import { stopAll } from '#tests/functional/ledger/support'
import {
  buyPacks,
  complete,
  openingsOf,
  openPackIntake,
  openPackShop,
  type PackShop,
  playAll,
  showingOf,
  showPacks,
  differences,
} from '#tests/functional/packs/support'
import { emptyDatabase } from '#tests/support/database'
import { testSql } from '#tests/support/fixtures'

test.group('Packs | queue', (group) => {
  let shop: PackShop
  let steer: SteerQueue

  group.each.setup(async () => {
    await emptyDatabase()
    shop = await openPackShop()
    steer = await app.container.make(SteerQueue)
  })

  const buy = async (count: number) => {
    const intake = openPackIntake()
    await buyPacks(intake, shop.reward, count)
    await stopAll([intake])
    return openingsOf(shop.streamer.id)
  }
  const states = async () => (await openingsOf(shop.streamer.id)).map(({ state }) => state)
  const pack = () => readShowing(testSql(), shop.streamer.id)
  const overdue = () => testSql().run('UPDATE pack_showings SET due_at = now()')
  const playing = async () => (await pack())?.packs.map(({ id }) => id)

  test('{waiting} waiting: {mode}, {packs} at once')
    .with([
      { waiting: 3, mode: 'full', packs: 1 },
      { waiting: 4, mode: 'fast', packs: 1 },
      { waiting: 9, mode: 'rares', packs: 1 },
      { waiting: 21, mode: 'batch', packs: 21 },
    ])
    .run(async ({ assert }, { waiting, mode, packs }) => {
      await buy(waiting)
      await showPacks()
      const on = await pack()
      assert.equal(on?.mode, mode)
      assert.lengthOf(on?.packs ?? [], packs)
      assert.equal(on?.waiting, waiting - packs)
      await playAll(shop.streamer.id)
      assert.isTrue((await states()).every((state) => state === 'shown'))
      assert.deepEqual(await differences(), [])
    })

  test('one at a time, whoever asks how often', async ({ assert }) => {
    await buy(2)
    await Promise.all([showPacks(), showPacks(), showPacks()])
    assert.deepEqual(await states(), ['showing', 'waiting'])

    const showingId = String(await showingOf(shop.streamer.id))
    const { id: streamerId } = shop.streamer
    const ended = await Promise.all(
      [1, 2, 3, 4].map(() =>
        transact((sql, after) => endShowing(sql, after, { streamerId, showingId }, 'overlay'))
      )
    )
    assert.lengthOf(
      ended.filter((isFirst) => isFirst),
      1
    )
    assert.deepEqual(await differences(), [])
  })

  test('with the overlay closed it goes on after twice its time', async ({ assert }) => {
    await buy(2)
    await showPacks()
    const on = await pack()
    const [row] = await testSql().run<{ ms: number }>(
      `SELECT extract(epoch FROM due_at - started_at) * 1000 AS ms FROM pack_showings`
    )
    assert.equal(Math.round(Number(row?.ms)), 2 * Number(on?.lengthMs))

    await overdue()
    await showPacks()
    assert.deepEqual(await states(), ['shown', 'showing'])
    await overdue()
    await showPacks()
    assert.deepEqual(await states(), ['shown', 'shown'])
  })

  test('the overlay is told what the pack holds, and only then', async ({ assert }) => {
    await buy(1)
    assert.isNull(await pack())
    await showPacks()
    const [opening] = (await pack())?.packs ?? []
    assert.lengthOf(opening?.cards ?? [], 5)
    const positions = opening?.cards.map(({ rarity }) => rarity.position) ?? []
    assert.deepEqual(positions, positions.toSorted())
    const names = new Set(opening?.cards.map(({ name }) => name))
    assert.deepEqual(opening?.progress, { has: names.size, of: shop.set.edition.cards.length })
    // Of two alike, one is new.
    assert.equal(opening?.cards.filter(({ isNew }) => isNew).length, names.size)
  })

  test('paused, nothing begins; what is on plays to its end', async ({ assert }) => {
    await buy(2)
    await showPacks()
    await steer.pause(shop.streamer.id)
    await complete(shop.streamer.id)
    await showPacks()
    assert.deepEqual(await states(), ['shown', 'waiting'])
    await steer.resume(shop.streamer.id)
    await showPacks()
    assert.deepEqual(await states(), ['shown', 'showing'])
  })

  test('skipped, its cards are public and its points spent', async ({ assert }) => {
    await buy(1)
    await showPacks()
    const showingId = String(await showingOf(shop.streamer.id))
    await steer.skip(shop.streamer.id, showingId)
    const [opening] = await openingsOf(shop.streamer.id)
    assert.include(opening, { state: 'shown', redemptionState: 'fulfil_pending' })
    await assert.rejects(() => steer.skip(shop.streamer.id, showingId), /not on any more/)
  })

  test('moved up, moved last, and not what does not wait', async ({ assert }) => {
    const [first, second, third] = await buy(3)
    await steer.move(shop.streamer.id, String(third?.id), String(first?.id))
    await steer.move(shop.streamer.id, String(first?.id), null)
    await showPacks()
    assert.deepEqual(await playing(), [third?.id])
    await assert.rejects(
      () => steer.move(shop.streamer.id, String(third?.id), null),
      /does not wait/
    )
    await assert.rejects(
      () => steer.move(shop.streamer.id, String(second?.id), String(third?.id)),
      /does not wait/
    )
    await complete(shop.streamer.id)
    await showPacks()
    assert.deepEqual(await playing(), [second?.id])
    await complete(shop.streamer.id)
    await showPacks()
    assert.deepEqual(await playing(), [first?.id])
  })

  test('a waiting one is given back: points, cards, pity; its number stays', async ({ assert }) => {
    const [first, second] = await buy(2)
    await steer.refund(shop.streamer.id, String(first?.id))
    const [refunded] = await openingsOf(shop.streamer.id)
    assert.include(refunded, {
      number: 1,
      state: 'refunded',
      reason: 'pack_given_back',
      redemptionState: 'refund_pending',
    })
    assert.deepEqual(await differences(), [])
    const [row] = await testSql().run<{ before: number }>(
      `SELECT refunded_before AS before FROM openings WHERE id = $1`,
      [String(first?.id)]
    )
    assert.equal(row?.before, 3)
    await assert.rejects(
      () => steer.refund(shop.streamer.id, String(first?.id)),
      /does not wait any more/
    )
    await showPacks()
    assert.deepEqual(await playing(), [second?.id])
    await assert.rejects(() => steer.refund(shop.streamer.id, String(second?.id)), /does not wait/)
  })

  test('refunded by a person on Twitch while it waits: its cards are taken back', async ({
    assert,
  }) => {
    await buy(2)
    await testSql().run(
      `UPDATE redemptions SET state = 'refunded', reason = 'settled_on_twitch', settled_by = 'person',
         settled_at = now()
       WHERE id = (SELECT redemption_id FROM openings WHERE number = 1)`
    )
    await showPacks()
    assert.deepEqual(await states(), ['refunded', 'showing'])
    assert.deepEqual(await differences(), [])
  })

  const givenBackOnTwitch = (number: number) =>
    transact(async (sql) => {
      const [one] = await sql.run<{ id: string }>(
        'SELECT redemption_id AS id FROM openings WHERE number = $1',
        [number]
      )
      await follow(sql, [{ id: String(one?.id), status: 'CANCELED' }])
    })
  const copies = async () => {
    const [row] = await testSql().run<{ owned: number; shown: number }>(
      'SELECT sum(owned)::int AS owned, sum(shown)::int AS shown FROM collections'
    )
    return row
  }

  test('refunded by a person on Twitch while it is on: it ends without its cards', async ({
    assert,
  }) => {
    const [first] = await buy(2)
    await showPacks()
    await givenBackOnTwitch(1)
    await showPacks()
    assert.deepEqual(await playing(), [first?.id])
    assert.isTrue(await complete(shop.streamer.id))

    const [refunded] = await openingsOf(shop.streamer.id)
    assert.include(refunded, {
      state: 'refunded',
      reason: 'settled_on_twitch',
      redemptionState: 'refunded',
    })
    assert.deepEqual(await copies(), { owned: 5, shown: 0 })
    assert.deepEqual(await differences(), [])
  })

  test('in a summary, only those that were not refunded are shown', async ({ assert }) => {
    await buy(21)
    await showPacks()
    await givenBackOnTwitch(4)
    await givenBackOnTwitch(17)
    await playAll(shop.streamer.id)
    const ended = await openingsOf(shop.streamer.id)
    const refunded = ended.filter(({ state }) => state === 'refunded')
    assert.deepEqual(
      refunded.map(({ number }) => number),
      [4, 17]
    )
    assert.deepEqual(await copies(), { owned: 19 * 5, shown: 19 * 5 })
    assert.deepEqual(await differences(), [])
  })

  test('refunded on Twitch in the moment in which it ends: cards or points, not both', async ({
    assert,
  }) => {
    for (let round = 0; round < 10; round++) {
      await emptyDatabase()
      shop = await openPackShop()
      await buy(1)
      await showPacks()
      await Promise.all([givenBackOnTwitch(1), complete(shop.streamer.id)])
      const [row] = await testSql().run<{ state: string; ordered: boolean }>(
        `SELECT o.state, EXISTS (SELECT FROM redemption_changes c
           WHERE c.redemption_id = o.redemption_id AND c.to_state = 'fulfil_pending') AS ordered
         FROM openings o`
      )
      assert.equal(row?.state, row?.ordered ? 'shown' : 'refunded')
      assert.deepEqual(await differences(), [])
    }
  })

  test('fulfilled by a person on Twitch while it waits: it is not taken back, but shown', async ({
    assert,
  }) => {
    const [first] = await buy(1)
    await testSql().run(
      `UPDATE redemptions SET state = 'fulfilled', reason = 'settled_on_twitch', settled_by = 'person',
         settled_at = now()`
    )
    await testSql().run(`UPDATE card_sets SET state = 'archived'`)
    await assert.rejects(
      () => steer.refund(shop.streamer.id, String(first?.id)),
      /does not wait any more/
    )
    await playAll(shop.streamer.id)
    assert.deepEqual(await states(), ['shown'])
    assert.deepEqual(await differences(), [])
  })

  test('its set is archived while it waits, paused or not: given back', async ({ assert }) => {
    await buy(2)
    await steer.pause(shop.streamer.id)
    await testSql().run(`UPDATE card_sets SET state = 'archived'`)
    await showPacks()
    const openings = await openingsOf(shop.streamer.id)
    assert.deepEqual(
      openings.map(({ reason }) => reason),
      ['pack_archived', 'pack_archived']
    )
    assert.isTrue(openings.every(({ redemptionState }) => redemptionState === 'refund_pending'))
    assert.deepEqual(await differences(), [])
  })

  test('only with the overlay, and it is closed: given back', async ({ assert }) => {
    await buy(1)
    await steer.needOverlay(shop.streamer.id, true)
    await showPacks()
    const [opening] = await openingsOf(shop.streamer.id)
    assert.include(opening, { state: 'refunded', reason: 'pack_without_overlay' })
  })

  test('shown again, before those that wait; it is counted once', async ({ assert }) => {
    const [first] = await buy(2)
    await showPacks()
    await complete(shop.streamer.id)
    await steer.replay(shop.streamer.id, String(first?.id))
    await showPacks()
    assert.isTrue((await pack())?.isReplay)
    assert.deepEqual(await playing(), [first?.id])
    assert.isTrue((await pack())?.packs[0]?.cards.some(({ isNew }) => isNew))
    await complete(shop.streamer.id)
    await playAll(shop.streamer.id)
    assert.deepEqual(await states(), ['shown', 'shown'])
    assert.deepEqual(await differences(), [])
  })

  test('a pack is refunded and shown at once: one of both', async ({ assert }) => {
    for (let round = 0; round < 10; round++) {
      await emptyDatabase()
      shop = await openPackShop()
      const [only] = await buy(1)
      await Promise.allSettled([showPacks(), steer.refund(shop.streamer.id, String(only?.id))])
      await playAll(shop.streamer.id)
      const [opening] = await openingsOf(shop.streamer.id)
      assert.include(
        ['shown/fulfil_pending', 'refunded/refund_pending'],
        `${opening?.state}/${opening?.redemptionState}`
      )
      assert.deepEqual(await differences(), [])
    }
  })
})
