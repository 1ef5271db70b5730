import { randomUUID } from 'node:crypto'
import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import limiter from '@adonisjs/limiter/services/main'
import sharp from 'sharp'
import User from '#accounts/user'
import { sharePicture } from '#packs/collections/share_picture'
import { purchase, stopAll } from '#tests/functional/ledger/support'
import {
  differences,
  openPackIntake,
  openPackShop,
  type PackShop,
  playAll,
} from '#tests/functional/packs/support'
import { emptyDatabase } from '#tests/support/database'
import { createStreamer, testSql } from '#tests/support/fixtures'

interface Props {
  viewer: { displayName: string } | null
  isOwn: boolean
  dust: number | null
  sets: { has: number; of: number; duplicates: number }[]
  collectors: { rank: number; displayName: string; has: number }[]
  login: string
  cards: {
    found: number
    pages: number
    cards: {
      id: string
      name: string | null
      picture: string | null
      looks: { copies: number }[]
    }[]
  }
}

test.group('Packs | collections', (group) => {
  let shop: PackShop
  let buyer: ReturnType<typeof purchase>['viewer']

  group.each.setup(async () => {
    await emptyDatabase()
    shop = await openPackShop()
    buyer = purchase(shop.reward).viewer
    const intake = openPackIntake()
    for (let pack = 0; pack < 3; pack++) {
      await intake.take(purchase(shop.reward, { viewer: buyer }))
    }
    await stopAll([intake])
  })

  const page = async (client: ApiClient, path: string, userId?: string) => {
    const request = client.get(`/packs/${shop.streamer.login}/viewers${path}`).withInertia()
    if (userId) request.loginAs(await User.findOrFail(userId))
    return (await request).inertiaProps as unknown as Props
  }
  const own = (client: ApiClient, query = '', userId?: string) =>
    page(client, `/${buyer.login}${query}`, userId)
  /** The buyer's own account. */
  const account = async () => {
    const { id } = await createStreamer(testSql(), { account: { twitch_id: buyer.twitchId } })
    return id
  }

  test('what waits is on no page; what was shown is', async ({ assert, client }) => {
    const before = await own(client, '', await account())
    assert.equal(before.sets[0]?.has, 0)
    assert.equal(before.cards.cards.filter(({ name }) => name !== null).length, 0)
    assert.deepEqual((await page(client, '')).collectors, [])

    await playAll(shop.streamer.id)
    const after = await own(client)
    const owned = after.cards.cards.filter(({ name }) => name !== null)
    const copies = owned.flatMap(({ looks }) => looks).reduce((sum, look) => sum + look.copies, 0)
    assert.equal(copies, 15)
    assert.equal(after.sets[0]?.has, owned.length)
    assert.equal(after.cards.found, shop.set.edition.cards.length)
    const [best] = (await page(client, '')).collectors
    assert.include(best, { rank: 1, displayName: buyer.displayName, has: owned.length })
  })

  test('who has no card that was shown on the channel is as unknown as nobody', async ({
    assert,
    client,
  }) => {
    const unknown = await page(client, '/nobody_at_all')
    assert.isNull(unknown.viewer)
    assert.deepEqual(await own(client), { ...unknown, login: buyer.login })
    await playAll(shop.streamer.id)
    assert.equal((await own(client)).viewer?.displayName, buyer.displayName)
    const other = await openPackShop()
    const elsewhere = (login: string) =>
      client.get(`/packs/${other.streamer.login}/viewers/${login}`).withInertia()
    const { inertiaProps: there } = await elsewhere(buyer.login)
    const { inertiaProps: nowhere } = await elsewhere('nobody_at_all')
    assert.deepEqual(there, { ...nowhere, login: buyer.login })
  })

  test('a missing card is a shadow: neither its name nor its picture is told', async ({
    assert,
    client,
  }) => {
    await playAll(shop.streamer.id)
    const { cards } = await own(client, '?show=missing')
    assert.isAbove(cards.found, 0)
    assert.isTrue(cards.cards.every(({ name, picture }) => name === null && picture === null))
  })

  test('filters and orders', async ({ assert, client }) => {
    await playAll(shop.streamer.id)
    const rarest = String(shop.set.edition.rarities.at(-1)?.id)
    const { cards } = await own(client, `?rarity=${rarest}`)
    assert.equal(cards.found, 3)
    const owned = (await own(client, '?show=owned&order=rarity')).cards
    assert.isTrue(owned.cards.every(({ name }) => name !== null))
    const twice = (await own(client, '?show=duplicates&order=newest')).cards
    assert.isTrue(twice.cards.every(({ looks }) => looks.some(({ copies }) => copies > 1)))
    assert.lengthOf((await own(client, '?page=2')).cards.cards, 0)
  })

  test('who hides is seen by nobody but themselves', async ({ assert, client }) => {
    await playAll(shop.streamer.id)
    const userId = await account()
    await testSql().run('UPDATE viewers SET is_hidden = true')
    assert.isNull((await own(client)).viewer)
    assert.deepEqual((await page(client, '')).collectors, [])
    const mine = await own(client, '', userId)
    assert.equal(mine.viewer?.displayName, buyer.displayName)
    assert.isTrue(mine.isOwn)
    assert.equal(mine.dust, 0)
    const stranger = await createStreamer(testSql())
    assert.isNull((await own(client, '', stranger.id)).viewer)
  })

  test('only the owner spends: dust and cards by the page', async ({ assert, client }) => {
    await playAll(shop.streamer.id)
    const userId = await account()
    await testSql().run(
      `INSERT INTO collection_changes (streamer_id, viewer_id, kind, card_id, quantity, attempt_id)
       SELECT streamer_id, viewer_id, 'boon_returned', card_id, 1, gen_random_uuid()
       FROM collections WHERE variant_id IS NULL`
    )
    await testSql().run(
      'UPDATE collections SET owned = owned + 1, shown = shown + 1 WHERE variant_id IS NULL'
    )
    const [copy] = await testSql().run<{ card_id: string }>(
      'SELECT card_id FROM collections WHERE variant_id IS NULL LIMIT 1'
    )
    const dust = async (id: string, body: object = {}) =>
      client
        .post(`/packs/${shop.streamer.login}/dust`)
        .loginAs(await User.findOrFail(id))
        .withCsrfToken()
        .accept('json')
        .redirects(0)
        .json({
          cardId: copy?.card_id,
          variantId: null,
          quantity: 1,
          attemptId: randomUUID(),
          ...body,
        })
    const stranger = await createStreamer(testSql())
    ;(await dust(stranger.id)).assertStatus(404)
    ;(await dust(userId, { quantity: 0 })).assertStatus(422)
    ;(await dust(userId, { quantity: 1_000 })).assertStatus(409)
    ;(await dust(userId)).assertStatus(302)
    assert.isAbove((await own(client, '', userId)).dust ?? 0, 0)
    assert.deepEqual(await differences(), [])
  })

  test('a picture of the rarest cards, for sharing; none of whoever hides or has none', async ({
    assert,
    client,
  }) => {
    const address = `/packs/${shop.streamer.login}/viewers/${buyer.login}/share.png`
    ;(await client.get(address)).assertStatus(404)
    await playAll(shop.streamer.id)
    const response = await client.get(address)
    response.assertStatus(200)
    const { width, height, format } = await sharp(response.body()).metadata()
    assert.deepEqual([width, height, format], [1200, 630, 'png'])
    await testSql().run('UPDATE viewers SET is_hidden = true')
    ;(await client.get(address)).assertStatus(404)
  })

  test('the same picture is drawn once for all who ask for it', async ({ assert }) => {
    const cards = [
      { pictureId: null, colour: '#8899aa' },
      { pictureId: null, colour: '#ddaa00' },
    ]
    const drawn = await Promise.all([sharePicture(cards), sharePicture([...cards])])
    assert.strictEqual(drawn[0], drawn[1])
    assert.strictEqual(await sharePicture(cards), drawn[0])
    assert.isFalse((await sharePicture(cards.toReversed())).equals(drawn[0]))
  })

  test('pictures for sharing are not asked for too often', async ({ assert, client, cleanup }) => {
    await limiter.clear()
    cleanup(() => limiter.clear())
    await playAll(shop.streamer.id)
    const address = `/packs/${shop.streamer.login}/viewers/${buyer.login}/share.png`
    for (let time = 0; time < 20; time++) {
      ;(await client.get(address)).assertStatus(200)
    }
    const refused = await client.get(address)
    refused.assertStatus(429)
    assert.isAbove(Number(refused.header('retry-after')), 0)
    ;(await client.get(`/packs/${shop.streamer.login}/viewers`)).assertStatus(200)
  })
})
