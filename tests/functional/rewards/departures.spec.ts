import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import app from '@adonisjs/core/services/app'
import User from '#accounts/user'
import { ArchiveEvent } from '#gamification/events/archive_event'
import { createCampaign, createMember, testSql } from '#tests/support/fixtures'
import { emptyDatabase } from '#tests/support/database'
import { Shop, SHOP } from '#tests/support/shop'
import { useSimulator } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'

interface Leaving {
  way: string
  reason: string
  leave: (shop: Shop, client: ApiClient) => Promise<unknown>
}

const streamerOf = ({ stage }: Shop) => User.findOrFail(stage.streamer.id)
const ownerOf = ({ stage }: Shop) => User.findOrFail(stage.ownerId)

async function send(client: ApiClient, who: User, method: string, path: string) {
  const response = await client
    .request(path, method)
    .loginAs(who)
    .withCsrfToken()
    .accept('json')
    .redirects(0)
  if (response.status() >= 400) {
    throw new Error(`${method} ${path} was answered ${response.status()}: ${response.text()}`)
  }
}

async function membershipOf({ stage }: Shop): Promise<string> {
  const [row] = await testSql().run<{ id: string }>(
    `SELECT id FROM campaign_members WHERE campaign_id = $1 AND role = 'streamer'`,
    [stage.campaignId]
  )
  return `/campaigns/${stage.campaignId}/members/${row?.id}`
}

const WAYS: Leaving[] = [
  {
    way: 'the streamer leaves',
    reason: 'streamer_left',
    leave: async (shop, client) =>
      send(client, await streamerOf(shop), 'DELETE', await membershipOf(shop)),
  },
  {
    way: 'the GM removes the streamer',
    reason: 'streamer_left',
    leave: async (shop, client) =>
      send(client, await ownerOf(shop), 'DELETE', await membershipOf(shop)),
  },
  {
    way: 'the campaign is archived',
    reason: '',
    leave: async (shop, client) =>
      send(client, await ownerOf(shop), 'POST', `/campaigns/${shop.stage.campaignId}/archive`),
  },
  {
    way: 'the event is archived',
    reason: 'event_disabled',
    leave: async (shop) => {
      const archive = await app.container.make(ArchiveEvent)
      await archive.execute(shop.stage.eventId)
    },
  },
  {
    way: 'another campaign goes live',
    reason: 'streamer_left',
    leave: async (shop, client) => {
      const other = await createCampaign(testSql())
      await createMember(testSql(), other.id, shop.stage.streamer.id, 'streamer', false)
      await send(client, await streamerOf(shop), 'POST', `/campaigns/${other.id}/live`)
    },
  },
]

test.group('Before rewards are removed, points are settled', (group) => {
  let simulator: TwitchSimulator

  group.setup(async () => {
    simulator = await TwitchSimulator.start({
      users: [{ login: SHOP, broadcasterType: 'affiliate', live: true, viewerCount: 5 }],
    })
    useSimulator(simulator)
    return () => simulator.stop()
  })
  group.each.setup(async () => {
    await simulator.reset()
    await emptyDatabase()
  })

  test('when {way}')
    .with(WAYS)
    .run(async ({ assert, client }, { reason, leave }) => {
      const shop = await Shop.open(simulator)
      await shop.redeem(3)
      await leave(shop, client)
      await shop.reach()
      await shop.reachLater()
      assert.equal(await shop.onSale(), 'hidden')
      assert.deepEqual(await shop.statuses(), { UNFULFILLED: 3, FULFILLED: 0, CANCELED: 0 })

      await shop.settle()
      await shop.reachLater()
      assert.lengthOf(await shop.onTwitch(), 0)
      assert.deepEqual(await shop.statuses(), { UNFULFILLED: 0, FULFILLED: 0, CANCELED: 3 })
      const reasons = await testSql().run<{ reason: string }>(
        'SELECT DISTINCT reason FROM redemptions'
      )
      assert.lengthOf(reasons, 1)
      if (reason !== '') {
        assert.equal(reasons[0]?.reason, reason)
      }
    })

  test('when an account is deleted, which stays until then', async ({ assert, client }) => {
    const shop = await Shop.open(simulator)
    await shop.redeem(3)
    const user = await streamerOf(shop)
    const remove = () =>
      client
        .delete('/account')
        .loginAs(user)
        .withCsrfToken()
        .accept('json')
        .json({ confirmation: 'DELETE' })
        .redirects(0)

    const early = await remove()
    early.assertStatus(409)
    assert.match(early.text(), /settled 3 redemptions/)
    await shop.reach()
    await shop.settle()
    const settled = await remove()
    settled.assertStatus(409)
    assert.match(settled.text(), /being removed/)

    await shop.reachLater()
    assert.lengthOf(await shop.onTwitch(), 0)
    await remove()
    assert.isNull(await User.find(user.id))
    assert.deepEqual(await shop.statuses(), { UNFULFILLED: 0, FULFILLED: 0, CANCELED: 3 })
  })
})
