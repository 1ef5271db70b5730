import { test } from '@japa/runner'
import { canonical } from '#packs/draw/canonical'
import type { Observed } from '#packs/odds/observed'
import type { PublicCollection } from '#packs/public/public_collection'
import type { OpeningPage } from '#packs/public/public_openings'
import type { PublicSeed } from '#packs/public/public_seeds'
import type { PublicSet } from '#packs/public/public_sets'
import { createStreamer, testSql } from '#tests/support/fixtures'
import { assertExamples, unexercised } from '#tests/support/packs/documented'
import { ask, origin, packStage, type PackStage, viewer } from '#tests/functional/packs/stage'

type SeedAnswer = OpeningPage & { seed: PublicSeed }

test.group('Packs | public JSON', (group) => {
  let stage: PackStage
  const of = (path: string) => `/channels/${stage.streamer.login}${path}`

  group.each.setup(async () => {
    stage = await packStage()
  })

  async function seedSha256(): Promise<string> {
    return (await ask<{ seeds: PublicSeed[] }>(of('/seeds'))).body.seeds[0].sha256
  }

  test('tells of a channel’s sets, odds, seeds, packs and collections, as documented', async ({
    assert,
  }) => {
    const { channel, streamer } = stage
    await channel.buyAndShow(await viewer('nyx'))
    await channel.reveal()

    const { body } = await ask<{ sets: PublicSet[] }>(of('/sets'))
    assert.lengthOf(body.sets, 1)
    assert.include(body.sets[0], { id: channel.set.setId, isOnSale: true, cost: 500 })
    const byId = await ask<{ odds: unknown }>(`/channels/${streamer.id}/sets/${channel.set.setId}`)
    assert.deepEqual(byId.body.odds, channel.set.edition)
    const text = (await ask(`/editions/${channel.editionSha256}`)).text
    assert.equal(text, canonical(channel.set.edition))

    const observed = await ask<Observed>(of(`/sets/${channel.set.setId}/observed`))
    assert.equal(observed.body.packs, 1)
    const packs = await ask<SeedAnswer>(of(`/seeds/${await seedSha256()}`))
    assert.lengthOf(packs.body.openings, 1)
    const collection = await ask<PublicCollection>(of('/viewers/NYX'))
    assert.equal(
      collection.body.cards.reduce((sum, { copies }) => sum + copies, 0),
      5
    )

    assert.deepEqual(unexercised(), [])
    assertExamples()
    const document = await (await fetch(`${origin()}/docs/api.json`)).text()
    assert.include(document, '/channels/{channel}/seeds/{sha256}')
    assert.include(await (await fetch(`${origin()}/docs/api`)).text(), '/api/packs/v1')
  })

  test('tells nothing of a pack that waits or is being shown', async ({ assert }) => {
    const { channel } = stage
    const nyx = await viewer('nyx')
    const waiting = await channel.buy(nyx)
    const showing = await channel.buy(nyx)
    const shown = await channel.buyAndShow(await viewer('odo'))
    await testSql().run(
      `WITH s AS (INSERT INTO pack_showings (id, streamer_id, mode, length_ms, due_at)
                  VALUES (gen_random_uuid(), $1, 'full', 9000, now()) RETURNING id)
       UPDATE openings SET state = 'showing', showing_id = (SELECT id FROM s) WHERE id = $2`,
      [channel.streamerId, showing.id]
    )

    const sha256 = await seedSha256()
    const page = await ask<SeedAnswer>(of(`/seeds/${sha256}`))
    assert.deepEqual(
      page.body.openings.map(({ number, pityBefore, cards }) => [
        number,
        pityBefore,
        cards?.length,
      ]),
      [[shown.number, null, 5]]
    )
    assert.isNull(page.body.seed.seed)
    assert.equal((await ask(of('/viewers/nyx'))).status, 404)
    const observed = await ask<Observed>(of(`/sets/${channel.set.setId}/observed`))
    assert.equal(observed.body.packs, 1)

    const everything = await Promise.all(
      ['/sets', '/seeds', `/seeds/${sha256}`, '/viewers/nyx', '/viewers/odo'].map((path) =>
        ask(of(path)).then(({ text }) => text)
      )
    )
    const rows = await testSql().run<{ redemption_id: string; seed_sealed: string }>(
      `SELECT o.redemption_id, s.seed_sealed FROM openings o JOIN pack_seeds s ON s.id = o.seed_id
       WHERE o.state <> 'shown'`
    )
    assert.lengthOf(rows, 2)
    for (const { redemption_id: id, seed_sealed: sealed } of rows) {
      assert.notInclude(everything.join(), id)
      assert.notInclude(everything.join(), sealed)
    }
    assert.exists(waiting)
  })

  test('a refunded pack keeps its number; its cards are told with the seed, and are nobody’s', async ({
    assert,
  }) => {
    const { channel } = stage
    const nyx = await viewer('nyx')
    await channel.refund(await channel.buy(nyx))
    const hidden = await ask<SeedAnswer>(of(`/seeds/${await seedSha256()}`))
    assert.deepInclude(hidden.body.openings[0], { number: 1, state: 'refunded', cards: null })
    assert.equal(hidden.body.openings[0].refundedBefore, 2)
    assert.isNull(hidden.body.openings[0].viewer.name)

    await channel.reveal()
    const revealed = await ask<SeedAnswer>(of(`/seeds/${await seedSha256()}`))
    assert.lengthOf(revealed.body.openings[0].cards ?? [], 5)
    assert.match(revealed.body.seed.seed ?? '', /^[0-9a-f]{64}$/)
    assert.isNull(revealed.body.openings[0].viewer.name)
    assert.equal((await ask(of('/viewers/nyx'))).status, 404)
    assert.equal((await ask<Observed>(of(`/sets/${channel.set.setId}/observed`))).body.packs, 0)
  })

  test('who hides or is erased has no name and no collection, and the same key', async ({
    assert,
  }) => {
    const { channel } = stage
    const [nyx, odo] = [await viewer('nyx'), await viewer('odo')]
    await channel.buyAndShow(nyx)
    await channel.buyAndShow(nyx)
    await channel.buyAndShow(odo)
    const look = async () =>
      (await ask<SeedAnswer>(of(`/seeds/${await seedSha256()}`))).body.openings.map(
        (one) => one.viewer
      )
    const before = await look()
    assert.deepEqual(
      before.map(({ name }) => name),
      ['nyx', 'nyx', 'odo']
    )
    assert.equal(before[0].key, before[1].key)
    assert.notEqual(before[0].key, before[2].key)

    await testSql().run('UPDATE viewers SET is_hidden = true WHERE id = $1', [nyx])
    await testSql().run('UPDATE viewers SET erased_at = now() WHERE id = $1', [odo])
    assert.deepEqual(
      await look(),
      before.map(({ key }) => ({ key, name: null }))
    )
    assert.equal((await ask(of('/viewers/nyx'))).status, 404)
    assert.equal((await ask(of('/viewers/odo'))).status, 404)
  })

  test('packs come page by page', async ({ assert }) => {
    const { channel } = stage
    const { number } = await channel.buyAndShow(await viewer('nyx'))
    await testSql().run(
      `INSERT INTO openings (id, streamer_id, viewer_id, set_id, edition_id, seed_id, number, redemption_id,
                             pity_before, has_top, place, state, showing_id, shown_at, redeemed_at)
       SELECT gen_random_uuid(), o.streamer_id, o.viewer_id, o.set_id, o.edition_id, o.seed_id, o.number + n,
              'more-' || n, 0, false, n, o.state, o.showing_id, o.shown_at, o.redeemed_at
       FROM openings o, generate_series(1, 600) n WHERE o.number = $1`,
      [number]
    )
    const sha256 = await seedSha256()
    const first = await ask<SeedAnswer>(of(`/seeds/${sha256}`))
    assert.lengthOf(first.body.openings, 500)
    assert.equal(first.body.next, 500)
    const second = await ask<SeedAnswer>(of(`/seeds/${sha256}?after=${first.body.next}`))
    assert.deepEqual(
      [second.body.openings[0].number, second.body.openings.length, second.body.next],
      [501, 101, null]
    )
    assert.equal((await ask(of(`/seeds/${sha256}?after=-1`))).status, 422)
    assert.equal((await ask(of(`/seeds/${sha256}?after=x`))).status, 422)
  })

  test('drafts, other channels and what does not exist are all the same', async ({ assert }) => {
    const other = await createStreamer(testSql(), { name: 'No packs' })
    const { set } = stage.channel
    assert.equal((await ask(`/channels/${other.login}/sets`)).status, 404)
    assert.equal((await ask(`/channels/${other.id}/seeds`)).status, 404)
    assert.equal((await ask('/channels/%00/sets')).status, 404)
    assert.equal((await ask(of('/sets/nonsense'))).status, 404)
    assert.equal((await ask(of(`/seeds/${'0'.repeat(64)}`))).status, 404)
    assert.equal((await ask('/editions/nonsense')).status, 404)
    assert.equal((await ask('/nothing/here')).status, 404)

    await testSql().run('UPDATE pack_offers SET is_enabled = false')
    assert.equal((await ask(of(`/sets/${set.setId}`))).status, 404)
    assert.equal((await ask(`/editions/${stage.channel.editionSha256}`)).status, 404)
    assert.deepEqual((await ask<{ sets: PublicSet[] }>(of('/sets'))).body.sets, [])

    // What has been opened stays to be looked up.
    await stage.channel.buyAndShow(await viewer('nyx'))
    const { body } = await ask<{ set: PublicSet }>(of(`/sets/${set.setId}`))
    assert.include(body.set, { isOnSale: false, cost: null })
    assert.equal((await ask(`/editions/${stage.channel.editionSha256}`)).status, 200)

    await testSql().run('UPDATE users SET disabled_at = now() WHERE id = $1', [stage.streamer.id])
    assert.equal((await ask(of('/sets'))).status, 404)
  })

  test('may be kept for a moment, read from anywhere, and is not asked for too often', async ({
    assert,
  }) => {
    const { headers } = await ask(of('/sets'))
    assert.equal(headers.get('cache-control'), 'public, max-age=15')
    assert.equal(headers.get('access-control-allow-origin'), '*')
    assert.isNull(headers.get('set-cookie'))
    // Node would ask for it to be made anew otherwise.
    const kept = { 'if-none-match': headers.get('etag') ?? '', 'cache-control': 'max-age=0' }
    const again = await ask(of('/sets'), kept)
    assert.equal(again.status, 304)
    assert.equal(again.text, '')
    const edition = await ask(`/editions/${stage.channel.editionSha256}`)
    assert.match(edition.headers.get('cache-control') ?? '', /immutable/)

    const statuses = new Set<number>()
    while (!statuses.has(429) && statuses.size < 2) {
      const answers = await Promise.all(Array.from({ length: 50 }, () => ask(of('/sets'))))
      for (const { status } of answers) statuses.add(status)
    }
    assert.deepEqual([...statuses].sort(), [200, 429])
  })
})
