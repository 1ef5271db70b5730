import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import User from '#accounts/user'
import { RenewReward } from '#rewards/renew_reward'
import { createInstance, testSql } from '#tests/support/fixtures'
import { emptyDatabase } from '#tests/support/database'
import { Shop, SHOP } from '#tests/support/shop'
import { useSimulator } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'

test.group('A fresh reward', (group) => {
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

  async function renew({ stage }: Shop) {
    const use = await app.container.make(RenewReward)
    await use.execute(stage.streamer.id, stage.reward.id)
  }

  const reasons = async () => {
    const rows = await testSql().run<{ said: string }>(
      `SELECT DISTINCT state || ' ' || reason AS said FROM redemptions ORDER BY 1`
    )
    return rows.map(({ said }) => said)
  }

  test('refunds what is open before the old one is deleted', async ({ assert }) => {
    const shop = await Shop.open(simulator)
    await shop.redeem(4)
    await renew(shop)
    await shop.reach()
    assert.equal(await shop.onSale(), 'hidden', 'hidden at once')

    await shop.reachLater()
    assert.equal(await shop.onSale(), 'hidden', 'not deleted while something is open')
    assert.lengthOf(await shop.onTwitch(), 1)

    await shop.settle()
    await shop.reachLater()
    assert.equal(await shop.onSale(), 'none')
    const [fresh] = await shop.onTwitch()
    assert.containsSubset(fresh, { title: 'Twist of fate', is_enabled: true, is_paused: false })
    assert.notEqual(fresh?.id, shop.stage.reward.twitchRewardId)
    assert.deepEqual(await shop.statuses(), { UNFULFILLED: 0, FULFILLED: 0, CANCELED: 4 })
    assert.deepEqual(await reasons(), ['refunded reward_renewed'])
  })

  test('refunds what was bought between the order and its being hidden', async ({ assert }) => {
    const shop = await Shop.open(simulator)
    await renew(shop)
    await shop.redeem(3)
    await shop.reach()
    await shop.reachLater()
    await shop.settle()
    await shop.reachLater()

    assert.equal(await shop.onSale(), 'none')
    assert.lengthOf(await shop.onTwitch(), 1)
    assert.deepEqual(await shop.statuses(), { UNFULFILLED: 0, FULFILLED: 0, CANCELED: 3 })
  })

  test('waits for a redemption that only Twitch knows of', async ({ assert }) => {
    const shop = await Shop.open(simulator)
    await simulator.redeem({ broadcaster: SHOP, reward: 'Twist of fate', viewers: 2 })
    await renew(shop)
    await shop.reach()
    await shop.reachLater()
    assert.equal(await shop.onSale(), 'hidden')

    await shop.takeIn()
    await shop.reachLater()
    await shop.settle()
    await shop.reachLater()
    assert.equal(await shop.onSale(), 'none')
    assert.deepEqual(await shop.statuses(), { UNFULFILLED: 0, FULFILLED: 0, CANCELED: 2 })
  })

  test('what was bought and settled unheard is in the ledger before', async ({ assert }) => {
    const shop = await Shop.open(simulator)
    const { ids } = await simulator.redeem({
      broadcaster: SHOP,
      reward: 'Twist of fate',
      viewers: 2,
    })
    await simulator.control('POST', '/redemptions/settle', { ids, status: 'CANCELED' })
    await renew(shop)
    await shop.reach()
    await shop.reachLater()
    assert.equal(await shop.onSale(), 'hidden')

    await shop.takeIn()
    await shop.reachLater()
    assert.equal(await shop.onSale(), 'none')
    assert.deepEqual(await reasons(), ['refunded settled_on_twitch'])
  })

  test('waits for a goal that is being executed', async ({ assert }) => {
    const shop = await Shop.open(simulator)
    const { campaignId, eventId, streamer } = shop.stage
    await shop.redeem(2)
    const whose = { campaignId, eventId, streamerId: streamer.id }
    await testSql().run(
      `UPDATE instances SET status = 'executing', version = version + 1, progress = objective`
    )
    await renew(shop)
    await shop.reach()
    await shop.settle()
    await shop.reachLater()
    assert.equal(await shop.onSale(), 'hidden')
    assert.deepEqual(await shop.statuses(), { UNFULFILLED: 2, FULFILLED: 0, CANCELED: 0 })
    await assert.rejects(() => createInstance(testSql(), whose), /instances_one_open/)
  })

  test('a deletion that fails leaves an orphan, which is shown and tried again', async ({
    assert,
    client,
  }) => {
    const shop = await Shop.open(simulator)
    await simulator.control('POST', '/faults/http', {
      method: 'DELETE',
      path: 'custom_rewards',
      status: 503,
      times: 1,
    })
    await renew(shop)
    await shop.reach()
    const [orphan] = await testSql().run<{ state: string; attempts: number; waits: boolean }>(
      'SELECT state, attempts, next_attempt_at > now() AS waits FROM rewards'
    )
    assert.deepEqual(orphan, { state: 'orphaned', attempts: 1, waits: true })

    const user = await User.findOrFail(shop.stage.streamer.id)
    const page = await client.get('/dashboard').loginAs(user).header('x-inertia', 'true')
    const { troubled } = page.body().props.slots
    assert.containsSubset(troubled, [{ title: 'Twist of fate', wanted: 'deleted' }])
    assert.match(troubled[0].sentence, /Twitch does not answer/)

    const again = await client
      .post(`/streamers/${user.id}/rewards/${shop.stage.reward.id}/retry`)
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)
    again.assertStatus(302)
    await shop.reach()
    assert.equal(await shop.onSale(), 'none')
    assert.lengthOf(await shop.onTwitch(), 1)
  })

  test('is made when the streamer asks, and for nobody else', async ({ assert, client }) => {
    const shop = await Shop.open(simulator)
    const { streamer, reward, ownerId } = shop.stage
    const ask = async (userId: string, channelId = userId) =>
      client
        .post(`/streamers/${channelId}/rewards/${reward.id}/renew`)
        .loginAs(await User.findOrFail(userId))
        .withCsrfToken()
        .accept('json')
        .redirects(0)

    const byGm = await ask(ownerId, streamer.id)
    byGm.assertStatus(404)
    const byOwnId = await ask(ownerId)
    byOwnId.assertStatus(404)
    await shop.reachLater()
    assert.equal(await shop.onSale(), 'sold')

    const byStreamer = await ask(streamer.id)
    byStreamer.assertStatus(302)
    await shop.reach()
    await shop.reachLater()
    assert.equal(await shop.onSale(), 'none')
  })

  test('is refused for one that is not on sale', async ({ assert, client }) => {
    const shop = await Shop.open(simulator)
    const { streamer, reward } = shop.stage
    await testSql().run('UPDATE streamer_configs SET is_enabled = false')
    await shop.reach()
    const response = await client
      .post(`/streamers/${streamer.id}/rewards/${reward.id}/renew`)
      .loginAs(await User.findOrFail(streamer.id))
      .withCsrfToken()
      .accept('json')

    response.assertStatus(409)
    assert.match(response.body().errors[0].message, /on sale/)
    await shop.reachLater()
    assert.equal(await shop.onSale(), 'hidden')
  })

  test('taken off sale meanwhile, it goes and none comes', async ({ assert }) => {
    const shop = await Shop.open(simulator)
    await renew(shop)
    await testSql().run('UPDATE streamer_configs SET is_enabled = false')
    await shop.reach()
    await shop.reachLater()
    await shop.reachLater()
    assert.lengthOf(await shop.onTwitch(), 0)
  })
})
