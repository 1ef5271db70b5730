import { test } from '@japa/runner'
import type { Sql } from '#core/sql'
import { setProgress } from '#packs/collections/set_progress'
import { findChannel } from '#packs/public/find_channel'
import { publicSeeds } from '#packs/public/public_seeds'
import { publicSets } from '#packs/public/public_sets'
import { readHistory } from '#packs/queue/read_history'
import { packStage, viewer } from '#tests/functional/packs/stage'
import { createStreamer, testSql } from '#tests/support/fixtures'
import { rowsLookedAt } from '#tests/support/rows_looked_at'

const PACKS = 10_000
const SETS = 1_000
const SEEDS = 5_000

test.group('Packs | what is read when there are very many', (group) => {
  let streamerId: string

  group.setup(async () => {
    const { streamer, channel } = await packStage()
    streamerId = streamer.id
    await channel.buyAndShow(await viewer('nyx'))
    const other = await createStreamer(testSql())
    await manyMore(streamerId)
    await manyMore(other.id)
    await testSql().run(
      `INSERT INTO card_sets (id, owner_id, name) SELECT gen_random_uuid(), $1, 'Set ' || n
       FROM generate_series(1, ${SETS}) n`,
      [other.id]
    )
    await testSql().run(
      `INSERT INTO pack_seeds (id, streamer_id, sha256, seed_sealed, first_number, last_number)
       SELECT gen_random_uuid(), $1, n, 'sealed', n, n FROM generate_series(1, ${SEEDS}) n`,
      [other.id]
    )
    await testSql().run(
      'ANALYZE openings, pack_seeds, card_sets, set_editions, pack_offers, viewers'
    )
  })

  /** Packs like the first one, on any channel. */
  const manyMore = (on: string) =>
    testSql().run(
      `INSERT INTO openings (id, streamer_id, viewer_id, set_id, edition_id, seed_id, number, redemption_id,
                             pity_before, has_top, place, state, showing_id, shown_at, redeemed_at)
       SELECT gen_random_uuid(), $1, o.viewer_id, o.set_id, o.edition_id, o.seed_id, o.number + n,
              gen_random_uuid()::text, 0, false, n, o.state, o.showing_id, o.shown_at + n * interval '1 second',
              o.redeemed_at
       FROM openings o, generate_series(1, ${PACKS}) n WHERE o.number = 1`,
      [on]
    )

  test('the last packs of a channel: those that are shown', async ({ assert }) => {
    const [latest] = await readHistory(testSql(), streamerId, 30)
    assert.equal(latest?.number, PACKS + 1)
    assert.isAtMost(await rowsLookedAt('openings', (sql) => readHistory(sql, streamerId, 30)), 31)
  })

  test('a channel’s sets: its own', async ({ assert }) => {
    assert.lengthOf(await publicSets(testSql(), streamerId), 1)
    const read = (sql: Sql) => publicSets(sql, streamerId)
    assert.isAtMost(await rowsLookedAt('card_sets', read), 2)
    assert.isAtMost(await rowsLookedAt('openings', read), 2)
  })

  test('a channel’s seeds, and whether it has any: those that are shown', async ({
    assert,
    cleanup,
  }) => {
    const seeds = (sql: Sql) => publicSeeds(sql, streamerId, 5)
    assert.isAtMost(await rowsLookedAt('pack_seeds', seeds), 1)
    await testSql().run('UPDATE pack_offers SET is_enabled = false')
    cleanup(async () => {
      await testSql().run('UPDATE pack_offers SET is_enabled = true')
    })
    const channel = (sql: Sql) => findChannel(sql, streamerId)
    assert.isAtMost(await rowsLookedAt('pack_seeds', channel), 1)
  })

  test('how far a viewer is: the channel’s own sets', async ({ assert }) => {
    assert.lengthOf(await setProgress(testSql(), streamerId, 0), 1)
    assert.isAtMost(await rowsLookedAt('card_sets', (sql) => setProgress(sql, streamerId, 0)), 2)
  })
})
