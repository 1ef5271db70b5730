import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import limiter from '@adonisjs/limiter/services/main'
import { Health } from '#core/health'
import { sealNewSeed } from '#packs/seeds/seed_cipher'
import { SteerQueue } from '#packs/queue/steer_queue'
import { RevealSeeds } from '#packs/seeds/reveal_seeds'
import type { PublicSeed } from '#packs/public/public_seeds'
import { purchase, stopAll } from '#tests/functional/ledger/support'
import { ask, origin } from '#tests/functional/packs/stage'
import {
  buyPacks,
  differences,
  openingsOf,
  openPackIntake,
  openPackShop,
  type PackShop,
  playAll,
} from '#tests/functional/packs/support'
import { emptyDatabase } from '#tests/support/database'
import { testSql } from '#tests/support/fixtures'
import { verify } from '#tests/support/packs/verify_program'

interface SeedRow {
  id: string
  streamerId: string
  firstNumber: number
  lastNumber: number | null
  isRevealed: boolean
  isLost: boolean
}

test.group('Packs | seeds', (group) => {
  let shop: PackShop
  group.each.setup(async () => {
    await emptyDatabase()
    await limiter.clear()
    shop = await openPackShop()
  })

  const buy = async (redeemedAt = new Date(), of = shop) => {
    const intake = openPackIntake()
    const outcome = await intake.take(purchase(of.reward, { redeemedAt }))
    await stopAll([intake])
    return outcome
  }
  const work = async () => (await app.container.make(RevealSeeds)).execute()
  const seeds = () =>
    testSql().run<SeedRow>(
      `SELECT id, streamer_id AS "streamerId", first_number AS "firstNumber",
         last_number AS "lastNumber", revealed_at IS NOT NULL AS "isRevealed",
         lost_at IS NOT NULL AS "isLost"
       FROM pack_seeds WHERE streamer_id = $1 ORDER BY first_number, published_at`,
      [shop.streamer.id]
    )
  const states = async () =>
    (await seeds()).map(({ firstNumber, lastNumber, isRevealed, isLost }) => [
      firstNumber,
      lastNumber,
      isLost ? 'lost' : isRevealed ? 'revealed' : 'hidden',
    ])
  const changeSeed = async () => (await app.container.make(SteerQueue)).changeSeed(shop.streamer.id)
  /** The present seed's key is another one from now; answers with how to bring the old one back. */
  const loseKey = async () => {
    const [{ id, sealed } = { id: '', sealed: '' }] = await testSql().run<{
      id: string
      sealed: string
    }>('SELECT id, seed_sealed AS sealed FROM pack_seeds WHERE last_number IS NULL')
    const set = (text: string) =>
      testSql().run('UPDATE pack_seeds SET seed_sealed = $2 WHERE id = $1', [id, text])
    await set(sealNewSeed('another row').sealed)
    return () => set(sealed)
  }

  test('a pack that was bought before the hash of its seed was public is given back', async ({
    assert,
  }) => {
    await buy()
    const before = new Date()
    await testSql().run(`UPDATE pack_seeds SET published_at = published_at - interval '1 minute'`)
    await changeSeed()
    await testSql().run(
      `UPDATE pack_seeds SET published_at = now() + interval '2 seconds' WHERE last_number IS NULL`
    )
    assert.deepEqual(await buy(before), { kind: 'taken', state: 'refund_pending', reason: 'late' })
    await testSql().run('UPDATE pack_seeds SET published_at = $1 WHERE last_number IS NULL', [
      new Date(Math.floor(before.getTime() / 1000) * 1000 + 999).toISOString(),
    ])
    // Twitch may tell times to the second only.
    assert.include(await buy(before), { kind: 'taken', state: 'counted' })
    assert.deepEqual(await differences(), [])

    const [late] = await openingsOf(shop.streamer.id)
    await testSql().run(
      `UPDATE openings SET redeemed_at = now() - interval '1 day' WHERE id = $1`,
      [String(late?.id)]
    )
    const found = (await differences()).map(({ sentence }) => sentence)
    assert.lengthOf(found, 1)
    assert.match(String(found[0]), /hash came after the purchase/)
  })

  test('after the stream, once Twitch was asked what was bought in it', async ({ assert }) => {
    await buy()
    await playAll(shop.streamer.id)
    const offlineFor = (minutes: number) =>
      testSql().run(
        `UPDATE channel_states SET is_live = false, heard_at = now(),
           offline_since = now() - make_interval(mins => $1)`,
        [minutes]
      )
    await offlineFor(11)
    await work()
    assert.deepEqual(await states(), [[1, null, 'hidden']])
    // A pack from before that which Twitch tells of only now.
    const bought = new Date(Date.now() - 15 * 60_000)
    await testSql().run(`UPDATE pack_seeds SET published_at = now() - interval '1 day'`)
    assert.include(await buy(bought), { state: 'counted' })

    await testSql().run('UPDATE rewards SET compared_to = now()')
    await work()
    assert.deepEqual(await states(), [
      [1, 2, 'hidden'],
      [3, null, 'hidden'],
    ])
    await playAll(shop.streamer.id)
    await work()
    assert.deepEqual((await states())[0], [1, 2, 'revealed'])
    assert.deepEqual(await differences(), [])
  })

  test('where Twitch cannot be asked it is over after six hours', async ({ assert }) => {
    await buy()
    await testSql().run(
      `UPDATE channel_states SET is_live = false, heard_at = now(),
         offline_since = now() - interval '7 hours'`
    )
    await work()
    assert.lengthOf(await seeds(), 2)
  })

  test('one that cannot be read is lost: packs go on with the next, those that wait stay', async ({
    assert,
  }) => {
    await buy()
    await loseKey()
    assert.deepEqual(await buy(), {
      kind: 'taken',
      state: 'refund_pending',
      reason: 'pack_failed',
    })
    await work()
    await work()
    assert.deepEqual(await states(), [
      [1, 1, 'lost'],
      [2, null, 'hidden'],
    ])
    assert.include(await buy(), { state: 'counted' })
    await playAll(shop.streamer.id)
    const openings = await openingsOf(shop.streamer.id)
    assert.deepEqual(
      openings.map(({ state }) => state),
      ['shown', 'shown']
    )
    assert.deepEqual(await differences(), [])

    const health = await app.container.make(Health)
    const { parts } = await health.report()
    assert.equal(parts.packSeeds?.state, 'degraded')
    assert.match(parts.packSeeds?.detail ?? '', /APP_KEY has changed \(1\)/)

    const path = `/channels/${shop.streamer.login}/seeds`
    const { body } = await ask<{ seeds: PublicSeed[] }>(path)
    const lost = body.seeds.at(-1)
    assert.isNull(lost?.seed)
    assert.isNotNull(lost?.lostAt)

    await changeSeed()
    await work()
    const checked = await verify(`${origin()}/api/packs/v1${path}`)
    assert.equal(checked.code, 1)
    assert.match(String(checked.lines[0]), /was lost at .*: #1 to #1 cannot be checked/)
    assert.include(checked.lines.join('\n'), '1 packs of 2 seeds: 1 differences.')
  })

  test('with the old key back it is revealed after all', async ({ assert }) => {
    await buy()
    const bringBack = await loseKey()
    await work()
    await bringBack()
    await work()
    assert.deepEqual((await states())[0], [1, 1, 'lost'])
    await playAll(shop.streamer.id)
    await work()
    assert.deepEqual((await states())[0], [1, 1, 'revealed'])
    const checked = await verify(`${origin()}/api/packs/v1/channels/${shop.streamer.login}/seeds`)
    assert.equal(checked.code, 0)
  })

  test('one that was ended already, and one that nothing was drawn from', async ({ assert }) => {
    await buy()
    const [first] = await seeds()
    await changeSeed()
    await testSql().run(`UPDATE pack_seeds SET seed_sealed = 'nonsense'`)
    await work()
    assert.deepEqual(await states(), [
      [1, 1, 'lost'],
      [2, 1, 'lost'],
      [2, null, 'hidden'],
    ])
    assert.equal((await seeds())[0]?.id, first?.id)
    assert.include(await buy(), { state: 'counted' })
    assert.deepEqual(await differences(), [])
  })

  test('a channel on which something is wrong holds up no other one', async ({
    assert,
    cleanup,
  }) => {
    const other = await openPackShop()
    const intake = openPackIntake()
    await buyPacks(intake, shop.reward, 1)
    await buyPacks(intake, other.reward, 1)
    await stopAll([intake])
    await testSql().run(`UPDATE pack_seeds SET seed_sealed = 'nonsense'`)
    const [bad] = [shop.streamer.id, other.streamer.id].toSorted()
    await testSql().run(
      `CREATE FUNCTION refuse_seed() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN RAISE EXCEPTION 'no seed here'; END $$`
    )
    await testSql().run(
      `CREATE TRIGGER refuse_seed BEFORE UPDATE ON pack_seeds FOR EACH ROW
         WHEN (OLD.streamer_id = '${String(bad)}') EXECUTE FUNCTION refuse_seed()`
    )
    cleanup(async () => void (await testSql().run('DROP FUNCTION refuse_seed CASCADE')))

    await work()
    const lost = await testSql().run<{ id: string }>(
      'SELECT streamer_id AS id FROM pack_seeds WHERE lost_at IS NOT NULL'
    )
    assert.lengthOf(lost, 1)
    assert.notEqual(lost[0]?.id, bad)
  })
})
