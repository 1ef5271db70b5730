import { test } from '@japa/runner'
import { dataOf, statusOf } from '#tests/support/helix_client'
import type { TwitchSimulator } from '#tests/support/twitch_simulator'
import { EventSubClient, type Frame } from '#tests/support/eventsub_client'
import {
  freshChannel,
  type SimulatedChannel,
  startSimulator,
} from '#tests/support/simulated_channel'

interface Row {
  type: string
  version?: string
  condition?: (mira: string) => Record<string, string>
  /** Control or Helix calls that make it happen. */
  play: (context: SimulatedChannel) => Promise<unknown>
  event: Record<string, unknown>
}

const control = (path: string, body: object) => (context: SimulatedChannel) =>
  context.simulator.control('POST', path, { broadcaster: 'mira', ...body })

const inTurn =
  (...steps: Row['play'][]): Row['play'] =>
  async (context) => {
    for (const step of steps) await step(context)
  }

const poll: Row['play'] = ({ mira, own }) =>
  mira.post(
    'polls',
    {},
    {
      ...own,
      title: 'Next?',
      choices: [{ title: 'Fight' }, { title: 'Talk' }],
      duration: 60,
    }
  )

const predict: Row['play'] = ({ mira, own }) =>
  mira.post(
    'predictions',
    {},
    {
      ...own,
      title: 'Crit?',
      outcomes: [{ title: 'Yes' }, { title: 'No' }],
      prediction_window: 60,
    }
  )

const endPrediction =
  (status: string): Row['play'] =>
  async ({ mira, own }) => {
    const [open] = await dataOf(mira.get('predictions', own))
    await mira.patch('predictions', {}, { ...own, id: open?.id, status })
  }

const reward = control('/rewards', { title: 'Hydrate', cost: 50 })
const mirasOwn = (mira: string) => ({ broadcaster_user_id: mira })
const vera = { user_login: 'vera', user_name: 'Vera', broadcaster_user_login: 'mira' }
const POINTS = 'channel.channel_points_custom_reward'

const ROWS: Row[] = [
  { type: `${POINTS}.add`, play: reward, event: { title: 'Hydrate', cost: 50, is_enabled: true } },
  {
    type: `${POINTS}.update`,
    play: inTurn(reward, ({ simulator }) =>
      simulator.control('PATCH', '/rewards', {
        broadcaster: 'mira',
        reward: 'Hydrate',
        is_paused: true,
      })
    ),
    event: { title: 'Hydrate', is_paused: true },
  },
  {
    type: `${POINTS}.remove`,
    play: inTurn(reward, ({ simulator }) =>
      simulator.control('DELETE', '/rewards', { broadcaster: 'mira', reward: 'Hydrate' })
    ),
    event: { title: 'Hydrate' },
  },
  {
    type: `${POINTS}_redemption.add`,
    play: inTurn(reward, control('/redeem', { reward: 'Hydrate', viewer: 'vera' })),
    event: { ...vera, status: 'unfulfilled' },
  },
  {
    type: 'channel.follow',
    version: '2',
    condition: (mira) => ({ broadcaster_user_id: mira, moderator_user_id: mira }),
    play: control('/follow', { viewer: 'vera' }),
    event: vera,
  },
  {
    type: 'channel.subscribe',
    play: control('/subscribe', { viewer: 'vera', tier: '3000' }),
    event: { ...vera, tier: '3000', is_gift: false },
  },
  {
    type: 'channel.subscription.message',
    play: control('/resubscribe', { viewer: 'vera', months: 7, message: 'Again!' }),
    event: { ...vera, cumulative_months: 7, message: { text: 'Again!', emotes: null } },
  },
  {
    type: 'channel.subscription.gift',
    play: control('/gift', { total: 5 }),
    event: { user_id: null, is_anonymous: true, total: 5, tier: '1000' },
  },
  {
    type: 'channel.subscription.end',
    play: inTurn(
      control('/subscribe', { viewer: 'vera' }),
      control('/unsubscribe', { viewer: 'vera' })
    ),
    event: { ...vera, is_gift: false },
  },
  { type: 'channel.moderator.add', play: control('/moderators', { viewer: 'vera' }), event: vera },
  {
    type: 'channel.moderator.remove',
    play: inTurn(
      control('/moderators', { viewer: 'vera' }),
      control('/moderators', { viewer: 'vera', holds: false })
    ),
    event: vera,
  },
  { type: 'channel.vip.add', play: control('/vips', { viewer: 'vera' }), event: vera },
  {
    type: 'channel.vip.remove',
    play: inTurn(
      control('/vips', { viewer: 'vera' }),
      control('/vips', { viewer: 'vera', holds: false })
    ),
    event: vera,
  },
  {
    type: 'channel.update',
    version: '2',
    play: control('/channel', { title: 'Session 13' }),
    event: { title: 'Session 13', category_name: 'Tabletop RPGs' },
  },
  {
    type: 'stream.online',
    play: inTurn(control('/live', { live: false }), control('/live', { live: true })),
    event: { broadcaster_user_login: 'mira', type: 'live' },
  },
  {
    type: 'stream.offline',
    play: control('/live', { live: false }),
    event: { broadcaster_user_login: 'mira' },
  },
  {
    type: 'channel.raid',
    condition: (mira) => ({ to_broadcaster_user_id: mira }),
    play: control('/raid', { from: 'vera', to: 'mira', viewers: 42 }),
    event: { from_broadcaster_user_login: 'vera', viewers: 42 },
  },
  {
    type: 'channel.cheer',
    play: control('/cheer', { viewer: 'vera', bits: 100 }),
    event: { ...vera, bits: 100, is_anonymous: false },
  },
  {
    type: 'channel.chat.message',
    condition: (mira) => ({ broadcaster_user_id: mira, user_id: mira }),
    play: control('/chat', { viewer: 'vera', message: '!vote 1' }),
    event: { chatter_user_login: 'vera', message_type: 'text' },
  },
  { type: 'channel.poll.begin', play: poll, event: { title: 'Next?' } },
  {
    type: 'channel.poll.progress',
    play: inTurn(poll, control('/polls/vote', { choice: 'Talk', votes: 3 })),
    event: { title: 'Next?' },
  },
  {
    type: 'channel.poll.end',
    play: inTurn(poll, control('/clock', { advanceMs: 61_000 })),
    event: { title: 'Next?', status: 'completed' },
  },
  { type: 'channel.prediction.begin', play: predict, event: { title: 'Crit?' } },
  {
    type: 'channel.prediction.progress',
    play: inTurn(predict, control('/predictions/bet', { viewer: 'vera', outcome: 'No' })),
    event: { title: 'Crit?' },
  },
  {
    type: 'channel.prediction.lock',
    play: inTurn(predict, endPrediction('LOCKED')),
    event: { title: 'Crit?' },
  },
  {
    type: 'channel.prediction.end',
    play: inTurn(predict, endPrediction('CANCELED')),
    event: { title: 'Crit?', status: 'canceled' },
  },
]

test.group('Twitch simulator | events', (group) => {
  let simulator: TwitchSimulator
  let context: SimulatedChannel

  group.setup(async () => {
    simulator = await startSimulator()
    return () => simulator.stop()
  })

  group.each.setup(async () => {
    context = await freshChannel(simulator)
  })

  async function follow(row: Row): Promise<Frame> {
    const { client, sessionId } = await EventSubClient.connect(simulator.url)
    const made = await context.mira.post(
      'eventsub/subscriptions',
      {},
      {
        type: row.type,
        version: row.version ?? '1',
        condition: (row.condition ?? mirasOwn)(context.mira.userId),
        transport: { method: 'websocket', session_id: sessionId },
      }
    )
    if (made.status !== 202) throw new Error(`${row.type}: ${made.body.message}`)
    await row.play(context)
    const [frame] = await client.some(row.type, 1)
    await client.close()
    if (!frame) throw new Error(`${row.type} did not come`)
    return frame
  }

  test('{type}')
    .with(ROWS)
    .run(async ({ assert }, row) => {
      const frame = await follow(row)
      assert.equal(frame.metadata.subscription_version, row.version ?? '1')
      assert.containsSubset(frame.payload.event, row.event)
    })

  test('each recipient of a gift comes as a subscription, an unfollow as nothing', async ({
    assert,
  }) => {
    const { client, sessionId } = await EventSubClient.connect(simulator.url)
    const transport = { method: 'websocket', session_id: sessionId }
    const condition = { broadcaster_user_id: context.mira.userId }
    await context.mira.post(
      'eventsub/subscriptions',
      {},
      {
        type: 'channel.subscribe',
        version: '1',
        condition,
        transport,
      }
    )
    await control('/gift', { gifter: 'vera', total: 4 })(context)
    const frames = await client.some('channel.subscribe', 4)
    assert.isTrue(frames.every(({ payload }) => payload.event?.is_gift === true))
    await control('/follow', { viewer: 'vera' })(context)
    await control('/unfollow', { viewer: 'vera' })(context)
    const { body } = await context.mira.get('channels/followers', context.own)
    assert.equal(body.total, 0)
    await client.close()
  })

  test('a new login is told by user.update and keeps the id', async ({ assert }) => {
    const { client, sessionId } = await EventSubClient.connect(simulator.url)
    await context.mira.post(
      'eventsub/subscriptions',
      {},
      {
        type: 'user.update',
        version: '1',
        condition: { user_id: context.mira.userId },
        transport: { method: 'websocket', session_id: sessionId },
      }
    )
    await simulator.control('POST', '/users', { login: 'mira', newLogin: 'mira_two' })
    const [frame] = await client.some('user.update', 1)
    assert.containsSubset(frame?.payload.event, {
      user_id: context.mira.userId,
      user_login: 'mira_two',
    })
    await client.close()
  })

  test('a second poll and one out of bounds are refused', async ({ assert }) => {
    const { mira, own } = context
    const ask = (more: object) =>
      mira.post(
        'polls',
        {},
        {
          ...own,
          title: 'Next?',
          choices: [{ title: 'A' }, { title: 'B' }],
          duration: 60,
          ...more,
        }
      )
    assert.equal(await statusOf(ask({ title: 'x'.repeat(61) })), 400)
    assert.equal(await statusOf(ask({ choices: [{ title: 'A' }] })), 400)
    assert.equal(await statusOf(ask({ choices: [{ title: 'x'.repeat(26) }, { title: 'B' }] })), 400)
    assert.equal(await statusOf(ask({ duration: 14 })), 400)
    assert.equal(await statusOf(ask({ duration: 1801 })), 400)
    assert.equal(await statusOf(ask({})), 200)
    assert.equal(await statusOf(ask({})), 400)
  })

  test('without the scope the names of followers are hidden', async ({ assert }) => {
    await control('/follow', { viewer: 'vera' })(context)
    const reader = await context.signIn('mira', [])
    const { body } = await reader.get('channels/followers', context.own)
    assert.equal(body.total, 1)
    assert.lengthOf(body.data, 0)
  })
})
