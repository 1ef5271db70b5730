import { test } from '@japa/runner'
import { dataOf, messageOf, statusOf } from '#tests/support/helix_client'
import type { TwitchSimulator } from '#tests/support/twitch_simulator'
import {
  freshChannel,
  type SimulatedChannel,
  startSimulator,
} from '#tests/support/simulated_channel'

const PATH = 'channel_points/custom_rewards'

test.group('Twitch simulator | custom rewards', (group) => {
  let simulator: TwitchSimulator
  let context: SimulatedChannel

  group.setup(async () => {
    simulator = await startSimulator()
    return () => simulator.stop()
  })

  group.each.setup(async () => {
    context = await freshChannel(simulator)
  })

  test('a reward is created with the defaults of Twitch', async ({ assert }) => {
    const { mira, own } = context
    const { status, body } = await mira.post(PATH, own, { title: 'Crit', cost: 100 })
    assert.equal(status, 200)
    assert.containsSubset(body.data[0], {
      broadcaster_id: mira.userId,
      broadcaster_login: 'mira',
      title: 'Crit',
      cost: 100,
      is_enabled: true,
      is_paused: false,
      is_in_stock: true,
      should_redemptions_skip_request_queue: false,
      max_per_stream_setting: { is_enabled: false },
      global_cooldown_setting: { is_enabled: false },
    })
  })

  test('{name} is refused with 400')
    .with([
      { name: 'no title', body: { cost: 1 } },
      { name: 'a title of 46 characters', body: { title: 'x'.repeat(46), cost: 1 } },
      { name: 'a blank title', body: { title: '   ', cost: 1 } },
      {
        name: 'a prompt of 201 characters',
        body: { title: 'a', cost: 1, prompt: 'x'.repeat(201) },
      },
      { name: 'no cost', body: { title: 'a' } },
      { name: 'a cost of 0', body: { title: 'a', cost: 0 } },
      { name: 'a cost that is no integer', body: { title: 'a', cost: 1.5 } },
      { name: 'a cost that is text', body: { title: 'a', cost: '5' } },
      { name: 'a colour by name', body: { title: 'a', cost: 1, background_color: 'red' } },
      { name: 'a short colour', body: { title: 'a', cost: 1, background_color: '#fff' } },
      {
        name: 'a cooldown of 0',
        body: { title: 'a', cost: 1, is_global_cooldown_enabled: true, global_cooldown_seconds: 0 },
      },
      {
        name: 'a cooldown over a week',
        body: {
          title: 'a',
          cost: 1,
          is_global_cooldown_enabled: true,
          global_cooldown_seconds: 604_801,
        },
      },
      {
        name: 'a limit per stream of 0',
        body: { title: 'a', cost: 1, is_max_per_stream_enabled: true, max_per_stream: 0 },
      },
      {
        name: 'a limit per viewer without a number',
        body: { title: 'a', cost: 1, is_max_per_user_per_stream_enabled: true },
      },
    ])
    .run(async ({ assert }, { body }) => {
      const { mira, own } = context
      const answer = await mira.post(PATH, own, body)
      assert.equal(answer.status, 400)
      assert.containsSubset(answer.body, { error: 'Bad Request', status: 400 })
      assert.lengthOf(await dataOf(mira.get(PATH, own)), 0)
    })

  test('a title is counted in characters and is unique on the channel', async ({ assert }) => {
    const { mira, own } = context
    const title = '🎲'.repeat(45)
    assert.equal(await statusOf(mira.post(PATH, own, { title, cost: 1 })), 200)
    await mira.post(PATH, own, { title: 'Crit', cost: 1 })
    const twin = await mira.post(PATH, own, { title: 'crit', cost: 5 })
    assert.equal(twin.status, 400)
    assert.equal(twin.body.message, 'CREATE_CUSTOM_REWARD_DUPLICATE_REWARD')
    const [first] = await dataOf(mira.get(PATH, own))
    const renamed = await mira.patch(PATH, { ...own, id: first?.id ?? '' }, { title: 'Crit' })
    assert.equal(renamed.body.message, 'UPDATE_CUSTOM_REWARD_DUPLICATE_REWARD')
  })

  test('the 51st reward is refused, disabled ones count', async ({ assert }) => {
    const { mira, own } = context
    for (let n = 0; n < 50; n += 1) {
      const made = await mira.post(PATH, own, { title: `r${n}`, cost: 1, is_enabled: n % 2 === 0 })
      assert.equal(made.status, 200)
    }
    const over = await mira.post(PATH, own, { title: 'one more', cost: 1 })
    assert.equal(over.status, 400)
    assert.equal(over.body.message, 'CREATE_CUSTOM_REWARD_TOO_MANY_REWARDS')
  })

  test('a change leaves what it does not name', async ({ assert }) => {
    const { mira, own } = context
    const made = await mira.post(PATH, own, { title: 'Crit', cost: 100, prompt: 'Invert it' })
    const id = made.body.data[0]?.id ?? ''
    const changed = await mira.patch(PATH, { ...own, id }, { is_paused: true, cost: 250 })
    assert.containsSubset(changed.body.data[0], {
      title: 'Crit',
      prompt: 'Invert it',
      cost: 250,
      is_paused: true,
    })
    const mistaken = await mira.patch(PATH, { ...own, id }, { cost: 0, is_paused: false })
    assert.equal(mistaken.status, 400)
    const [kept] = await dataOf(mira.get(PATH, { ...own, id }))
    assert.containsSubset(kept, { cost: 250, is_paused: true })
  })

  test('a channel that is neither affiliate nor partner has no rewards', async ({ assert }) => {
    const plain = await context.signIn('plain')
    const own = { broadcaster_id: plain.userId }
    assert.equal(await statusOf(plain.get(PATH, own)), 403)
    assert.equal(await statusOf(plain.post(PATH, own, { title: 'a', cost: 1 })), 403)
  })

  test('only the client that made a reward may change or delete it', async ({ assert }) => {
    const { mira, own, signIn } = context
    const made = await mira.post(PATH, own, { title: 'Crit', cost: 100 })
    const id = made.body.data[0]?.id ?? ''
    const other = await signIn('mira', ['channel:manage:redemptions'], 'other-app')
    assert.lengthOf(await dataOf(other.get(PATH, own)), 1)
    const manageable = { ...own, only_manageable_rewards: 'true' }
    assert.lengthOf(await dataOf(other.get(PATH, manageable)), 0)
    assert.equal(await statusOf(other.patch(PATH, { ...own, id }, { cost: 1 })), 403)
    assert.equal(await statusOf(other.delete(PATH, { ...own, id })), 403)
    assert.equal(await statusOf(mira.delete(PATH, { ...own, id })), 204)
    assert.equal(await statusOf(mira.delete(PATH, { ...own, id })), 404)
  })

  test('a missing scope, another user and a stranger are 401', async ({ assert }) => {
    const { mira, own, signIn } = context
    const reader = await signIn('mira', ['channel:read:redemptions'])
    const refused = await reader.post(PATH, own, { title: 'a', cost: 1 })
    assert.equal(refused.status, 401)
    assert.include(refused.body.message, 'Missing scope: channel:manage:redemptions')
    assert.equal(await statusOf(reader.get(PATH, own)), 200)
    const vera = await signIn('vera')
    assert.equal(await statusOf(vera.get(PATH, own)), 401)
    const app = await signIn()
    assert.equal(await statusOf(app.get(PATH, own)), 401)
    await simulator.control('POST', '/tokens/expire', { login: 'mira' })
    assert.equal(await messageOf(mira.get(PATH, own)), 'Invalid OAuth token')
  })

  test('a client id that is not the token’s is 401', async ({ assert }) => {
    const { mira } = context
    const response = await fetch(`${simulator.url}/mock/users`, {
      headers: { 'authorization': `Bearer ${mira.token}`, 'client-id': 'other-app' },
    })
    assert.equal(response.status, 401)
    assert.deepEqual(await response.json(), {
      error: 'Unauthorized',
      status: 401,
      message: 'Client ID and OAuth token do not match',
    })
  })
})
