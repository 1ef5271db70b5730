import { test } from '@japa/runner'
import { statusOf } from '#tests/support/helix_client'
import type { TwitchSimulator } from '#tests/support/twitch_simulator'
import {
  conditionOf,
  control,
  EVENT_ROWS,
  type EventRow,
} from '#tests/support/conformance/event_rows'
import { EventSubClient, type Frame } from '#tests/support/eventsub_client'
import {
  freshChannel,
  type SimulatedChannel,
  startSimulator,
} from '#tests/support/simulated_channel'

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

  async function follow(row: EventRow): Promise<Frame> {
    const { client, sessionId } = await EventSubClient.connect(simulator.url)
    const made = await context.mira.post(
      'eventsub/subscriptions',
      {},
      {
        type: row.type,
        version: row.version ?? '1',
        condition: conditionOf(row, context.mira.userId),
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
    .with(EVENT_ROWS)
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

  test('a second prediction and one out of bounds are refused; who was right shares the pot', async ({
    assert,
  }) => {
    const { mira, own } = context
    const outcomes = [{ title: 'Yes' }, { title: 'No' }]
    const ask = (more: object) =>
      mira.post(
        'predictions',
        {},
        { ...own, title: 'Crit?', outcomes, prediction_window: 60, ...more }
      )
    assert.equal(await statusOf(ask({ title: 'x'.repeat(46) })), 400)
    assert.equal(await statusOf(ask({ outcomes: [{ title: 'Yes' }] })), 400)
    assert.equal(await statusOf(ask({ outcomes: [{ title: 'x'.repeat(26) }, outcomes[0]] })), 400)
    assert.equal(await statusOf(ask({ prediction_window: 29 })), 400)
    assert.equal(await statusOf(ask({ prediction_window: 1801 })), 400)
    const made = await ask({})
    assert.equal(made.status, 200)
    assert.equal(await statusOf(ask({})), 400)
    const bet = (viewer: string, outcome: string, points: number) =>
      control('/predictions/bet', { viewer, outcome, points })(context)
    await bet('vera', 'Yes', 30)
    await bet('plain', 'Yes', 10)
    await bet('lucky', 'No', 60)
    const shown = await mira.get('predictions', own)
    const [yes] = JSON.parse(JSON.stringify(shown.body.data[0]?.outcomes))
    const end = {
      ...own,
      id: made.body.data[0]?.id,
      status: 'RESOLVED',
      winning_outcome_id: yes.id,
    }
    const resolved = await mira.patch('predictions', {}, end)
    assert.containsSubset(resolved.body.data[0]?.outcomes, [
      {
        title: 'Yes',
        users: 2,
        channel_points: 40,
        top_predictors: [
          { user_login: 'vera', channel_points_used: 30, channel_points_won: 75 },
          { user_login: 'plain', channel_points_used: 10, channel_points_won: 25 },
        ],
      },
      { title: 'No', top_predictors: [{ user_login: 'lucky', channel_points_won: 0 }] },
    ])
  })

  test('without the scope the names of followers are hidden', async ({ assert }) => {
    await control('/follow', { viewer: 'vera' })(context)
    const reader = await context.signIn('mira', [])
    const { body } = await reader.get('channels/followers', context.own)
    assert.equal(body.total, 1)
    assert.lengthOf(body.data, 0)
  })
})
