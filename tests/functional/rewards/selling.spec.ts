import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import app from '@adonisjs/core/services/app'
import User from '#accounts/user'
import { ListSlots } from '#rewards/list_slots'
import { rewardSlots } from '#rewards/slots'
import { testSql } from '#tests/support/fixtures'
import { emptyDatabase } from '#tests/support/database'
import { Shop, SHOP } from '#tests/support/shop'
import { useSimulator } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'

test.group('What is sold', (group) => {
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

  const theirs = async (count: number) => {
    for (let number = 1; number <= count; number++) {
      const title = `Theirs ${String(number).padStart(2, '0')}`
      await simulator.control('POST', '/rewards', { broadcaster: SHOP, title, cost: 1 })
    }
  }
  const offer = async (client: ApiClient, { stage }: Shop, body: object) =>
    client
      .put(`/campaigns/${stage.campaignId}/events/${stage.eventId}/offer`)
      .loginAs(await User.findOrFail(stage.streamer.id))
      .withCsrfToken()
      .accept('json')
      .redirects(0)
      .json(body)
  const configs = () => testSql().run('SELECT is_enabled, cost FROM streamer_configs')
  const list = async ({ stage }: Shop) => {
    const lists = await app.container.make(ListSlots)
    await lists.execute(stage.streamer.broadcasterId)
    return rewardSlots(testSql(), stage.streamer.id)
  }

  test('says what will happen, unless the GM has other words', async ({ assert }) => {
    const shop = await Shop.open(simulator, { event: { description: 'A roll is turned around' } })
    const [said] = await shop.onTwitch()
    assert.equal(
      said?.prompt,
      'Once enough viewers have joined in: A roll is turned around. If it does not happen, your points come back.'
    )

    await testSql().run(`UPDATE gamification_events SET description = ''`)
    await shop.reach()
    const [plain] = await shop.onTwitch()
    assert.match(plain?.prompt ?? '', /^Once enough viewers have joined in: Invert the roll\./)

    await testSql().run(`UPDATE gamification_events SET description = repeat('Fate turns. ', 40)`)
    await shop.reach()
    const [long] = await shop.onTwitch()
    assert.isAtMost([...(long?.prompt ?? '')].length, 200)

    await testSql().run(`UPDATE gamification_events SET reward_prompt = 'Dare you!'`)
    await shop.reach()
    const [own] = await shop.onTwitch()
    assert.equal(own?.prompt, 'Dare you!')
  })

  test('has a title of 45 characters at most, that nobody else has', async ({ assert }) => {
    const name = `${'A very long name for a twist '.repeat(2)}of fate`
    const title = name.slice(0, 45).trim()
    await simulator.control('POST', '/rewards', { broadcaster: SHOP, title, cost: 1 })
    const shop = await Shop.open(simulator, { event: { name } })
    const rewards = await shop.onTwitch()

    assert.equal(await shop.onSale(), 'sold')
    assert.lengthOf(rewards, 2)
    for (const reward of rewards) {
      assert.isAtMost([...reward.title].length, 45)
    }
    assert.match(rewards.map((reward) => reward.title).join(), / \(2\)/)
  })

  test('Twitch keeps the limit for each viewer, too', async ({ assert }) => {
    const shop = await Shop.open(simulator, { event: { viewer_stream_cap: 2 } })
    const limits = async () => {
      const [reward] = await shop.onTwitch()
      return reward?.max_per_user_per_stream_setting
    }
    assert.deepEqual(await limits(), { is_enabled: true, max_per_user_per_stream: 2 })

    await testSql().run('UPDATE streamer_configs SET viewer_stream_cap = 1')
    await shop.reach()
    assert.deepEqual(await limits(), { is_enabled: true, max_per_user_per_stream: 1 })

    await testSql().run('UPDATE streamer_configs SET viewer_stream_cap = NULL')
    await testSql().run('UPDATE gamification_events SET viewer_stream_cap = NULL')
    await shop.reach()
    assert.containsSubset(await limits(), { is_enabled: false })
  })

  test('Twitch keeps the cooldown only where one redemption is the whole goal', async ({
    assert,
  }) => {
    const shop = await Shop.open(simulator, {
      event: { mode: 'immediate', minimum: 1, cooldown_seconds: 90 },
    })
    const cooldown = async () => {
      const [reward] = await shop.onTwitch()
      return reward?.global_cooldown_setting
    }
    assert.deepEqual(await cooldown(), { is_enabled: true, global_cooldown_seconds: 90 })

    await testSql().run('UPDATE gamification_events SET minimum = 2')
    await shop.reach()
    assert.containsSubset(await cooldown(), { is_enabled: false })
  })

  test('the channel’s slots: ours, others and what is free', async ({ assert }) => {
    await theirs(3)
    const shop = await Shop.open(simulator)
    const slots = await list(shop)

    assert.containsSubset(slots, { limit: 50, used: 4, free: 46, ours: ['Twist of fate'] })
    assert.sameMembers(slots.foreign, ['Theirs 01', 'Theirs 02', 'Theirs 03'])
    assert.isNotNull(slots.listedAt)
    assert.deepEqual(slots.troubled, [])
  })

  test('a list that cannot be read leaves the last one, and says so', async ({ assert }) => {
    const shop = await Shop.open(simulator)
    await list(shop)
    await simulator.control('POST', '/faults/http', {
      path: 'custom_rewards',
      status: 500,
      times: 1,
    })
    const slots = await list(shop)

    assert.containsSubset(slots, { used: 1, ours: ['Twist of fate'] })
    assert.match(slots.failure ?? '', /does not answer/)
  })

  test('a reward that has no slot says why, and what to do', async ({ assert }) => {
    await theirs(50)
    const shop = await Shop.open(simulator)
    const { troubled, free } = await list(shop)

    assert.equal(free, 0)
    assert.containsSubset(troubled, [{ title: 'Twist of fate', wanted: 'made' }])
    assert.match(troubled[0]?.sentence ?? '', /50 rewards/)
    assert.match(troubled[0]?.sentence ?? '', /Delete one on Twitch/)
    assert.equal(troubled[0]?.advice.link?.label, 'Rewards on Twitch')
    assert.notMatch(JSON.stringify(troubled), /TOO_MANY_REWARDS/)

    await simulator.control('DELETE', '/rewards', { broadcaster: SHOP, reward: 'Theirs 01' })
    await shop.reachLater()
    assert.include(
      (await shop.onTwitch()).map(({ title }) => title),
      'Twist of fate'
    )
  })

  test('a 51st reward is refused at its switch, and nothing changes', async ({
    assert,
    client,
  }) => {
    const shop = await Shop.open(simulator)
    await testSql().run('DELETE FROM streamer_configs')
    await testSql().run('DELETE FROM rewards')
    await simulator.control('DELETE', '/rewards', { broadcaster: SHOP, reward: 'Twist of fate' })
    await theirs(50)
    await list(shop)

    const refused = await offer(client, shop, { isEnabled: true, cost: null })
    refused.assertStatus(422)
    assert.containsSubset(refused.body().errors, [{ field: 'isEnabled' }])
    assert.match(refused.body().errors[0].message, /50 rewards/)
    assert.lengthOf(await configs(), 0)

    await simulator.control('DELETE', '/rewards', { broadcaster: SHOP, reward: 'Theirs 01' })
    await shop.reach()
    const taken = await offer(client, shop, { isEnabled: true, cost: null })
    taken.assertStatus(302)
  })

  test('a cost of 0 is refused at its field, and nothing changes', async ({ assert, client }) => {
    const shop = await Shop.open(simulator)
    const before = await configs()
    const response = await offer(client, shop, { isEnabled: true, cost: 0 })

    response.assertStatus(422)
    assert.containsSubset(response.body().errors, [{ field: 'cost' }])
    assert.match(response.body().errors[0].message, /at least 1 channel point/)
    assert.deepEqual(await configs(), before)
  })

  test('a channel without channel points gets a sentence, until Twitch makes it one', async ({
    assert,
    client,
  }) => {
    const shop = await Shop.open(simulator)
    const user = await User.findOrFail(shop.stage.streamer.id)
    await testSql().run('UPDATE streamer_configs SET is_enabled = false')
    await simulator.control('POST', '/users', { login: SHOP, broadcasterType: '' })
    await list(shop)

    const refused = await offer(client, shop, { isEnabled: true, cost: null })
    refused.assertStatus(422)
    assert.match(refused.body().errors[0].message, /affiliates and partners/)
    const page = await client.get('/dashboard').loginAs(user).header('x-inertia', 'true')
    assert.match(page.body().props.obstacle, /affiliates and partners/)

    await simulator.control('POST', '/users', { login: SHOP, broadcasterType: 'affiliate' })
    await list(shop)
    const taken = await offer(client, shop, { isEnabled: true, cost: null })
    taken.assertStatus(302)
  })

  test('the list is read again when its streamer asks', async ({ assert, client }) => {
    const shop = await Shop.open(simulator)
    await list(shop)
    await theirs(2)
    const user = await User.findOrFail(shop.stage.streamer.id)
    const response = await client
      .post(`/streamers/${user.id}/rewards/list`)
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)

    response.assertStatus(302)
    await shop.reach()
    assert.equal((await rewardSlots(testSql(), user.id)).used, 3)
  })
})
