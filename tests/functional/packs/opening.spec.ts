import { test } from '@japa/runner'
import { stopAll, purchase } from '#tests/functional/ledger/support'
import {
  buyPacks,
  complete,
  openingsOf,
  openPackIntake,
  openPackShop,
  playAll,
  showingOf,
  showPacks,
  differences,
} from '#tests/functional/packs/support'
import { emptyDatabase } from '#tests/support/database'
import { testSql } from '#tests/support/fixtures'

const shownCopies = async (streamerId: string) => {
  const [row] = await testSql().run<{ owned: number; shown: number }>(
    `SELECT COALESCE(sum(owned), 0)::int AS owned, COALESCE(sum(shown), 0)::int AS shown
     FROM collections WHERE streamer_id = $1`,
    [streamerId]
  )
  return row
}

test.group('Packs | opening', (group) => {
  group.each.setup(() => emptyDatabase())

  test('a redemption is drawn, owned and waits; shown, it is public and its points are spent', async ({
    assert,
    cleanup,
  }) => {
    const { streamer, reward } = await openPackShop()
    const intake = openPackIntake()
    cleanup(() => stopAll([intake]))

    const bought = purchase(reward)
    assert.deepEqual(await intake.take(bought), { kind: 'taken', state: 'counted', reason: null })
    assert.deepEqual(await shownCopies(streamer.id), { owned: 5, shown: 0 })
    const [waiting] = await openingsOf(streamer.id)
    assert.include(waiting, { number: 1, state: 'waiting', redemptionState: 'counted' })

    await showPacks()
    assert.deepEqual(await shownCopies(streamer.id), { owned: 5, shown: 0 })
    assert.isTrue(await complete(streamer.id))
    const [shown] = await openingsOf(streamer.id)
    assert.include(shown, { state: 'shown', redemptionState: 'fulfil_pending' })
    assert.deepEqual(await shownCopies(streamer.id), { owned: 5, shown: 5 })
    assert.deepEqual(await differences(), [])

    // Twice is once.
    assert.deepEqual(await intake.take(bought), {
      kind: 'known',
      state: 'fulfil_pending',
      reason: 'pack_shown',
    })
    assert.lengthOf(await openingsOf(streamer.id), 1)
  })

  test('200 at once by four processes: numbered without gaps, shown one after the other', async ({
    assert,
    cleanup,
  }) => {
    const { streamer, reward } = await openPackShop()
    const intakes = [1, 2, 3, 4].map(() => openPackIntake())
    cleanup(() => stopAll(intakes))

    await Promise.all(intakes.map((intake) => buyPacks(intake, reward, 50)))
    const openings = await openingsOf(streamer.id)
    assert.deepEqual(
      openings.map(({ number }) => number),
      Array.from({ length: 200 }, (_, index) => index + 1)
    )
    assert.deepEqual(await differences(), [])

    await playAll(streamer.id)
    assert.isUndefined(await showingOf(streamer.id))
    const ended = await openingsOf(streamer.id)
    assert.isTrue(ended.every(({ state }) => state === 'shown'))
    assert.isTrue(ended.every(({ redemptionState }) => redemptionState === 'fulfil_pending'))
    assert.deepEqual(await differences(), [])
  })

  test('two channels in one batch have numbers of their own', async ({ assert, cleanup }) => {
    const [one, other] = [await openPackShop(), await openPackShop()]
    const intake = openPackIntake()
    cleanup(() => stopAll([intake]))

    await Promise.all([buyPacks(intake, one.reward, 3), buyPacks(intake, other.reward, 2)])
    const numbers = async (id: string) => (await openingsOf(id)).map(({ number }) => number)
    assert.deepEqual(await numbers(one.streamer.id), [1, 2, 3])
    assert.deepEqual(await numbers(other.streamer.id), [1, 2])
  })

  test('not opened: {reason}')
    .with([
      { reason: 'pack_archived', change: `UPDATE card_sets SET state = 'archived'` },
      { reason: 'pack_off_sale', change: `UPDATE pack_offers SET is_enabled = false` },
      { reason: 'pack_off_sale', change: `DELETE FROM pack_offers` },
      { reason: 'pack_out_of_time', change: `UPDATE card_sets SET ends_at = now()` },
      {
        reason: 'pack_out_of_time',
        change: `UPDATE card_sets SET starts_at = now() + interval '1 hour'`,
      },
      { reason: 'pack_without_overlay', change: `UPDATE pack_queues SET needs_overlay = true` },
      {
        reason: 'bought_offline',
        change: `UPDATE channel_states SET is_live = false, offline_since = now()`,
      },
      { reason: 'pack_failed', change: `UPDATE pack_seeds SET seed_sealed = 'nonsense'` },
    ])
    .run(async ({ assert, cleanup }, { reason, change }) => {
      const { streamer, reward } = await openPackShop()
      const intake = openPackIntake()
      cleanup(() => stopAll([intake]))
      await testSql().run(change)

      const [outcome] = await buyPacks(intake, reward, 1)
      assert.deepEqual(outcome, { kind: 'taken', state: 'refund_pending', reason })
      assert.lengthOf(await openingsOf(streamer.id), 0)
      assert.deepEqual(await shownCopies(streamer.id), { owned: 0, shown: 0 })
    })
})
