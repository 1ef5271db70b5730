import { test } from '@japa/runner'
import { EventSubClient } from '#tests/support/eventsub_client'
import { HelixClient, statusOf } from '#tests/support/helix_client'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import type { PlayOptions } from '#tests/support/twitch_simulator_types'
import { conditionOf, EVENT_ROWS } from '#tests/support/conformance/event_rows'
import {
  freshChannel,
  type SimulatedChannel,
  startSimulator,
} from '#tests/support/simulated_channel'

const TABLE = EVENT_ROWS.filter(({ type }) => !/custom_reward\.\w+$/.test(type))

test.group('Twitch simulator | everything at once', (group) => {
  let simulator: TwitchSimulator
  let context: SimulatedChannel

  group.setup(async () => {
    simulator = await startSimulator()
    return () => simulator.stop()
  })

  group.each.setup(async () => {
    context = await freshChannel(simulator)
  })

  const play = (options: PlayOptions) => simulator.play(options)

  /** Types and people, without the ids and times that differ from run to run. */
  async function plot(seed: number) {
    context = await freshChannel(simulator)
    await play({ broadcaster: 'mira', seed, events: 300 })
    const data = await simulator.journal()
    return data.map(({ type, event }) => [type, event.user_login, event.tier, event.bits])
  }

  test('every kind of the table happens, by seed the same', async ({ assert }) => {
    const { byType, events } = await play({ broadcaster: 'mira', events: 400 })
    assert.isAtLeast(events, 400)
    assert.includeMembers(
      Object.keys(byType),
      TABLE.map(({ type }) => type)
    )
    const first = await plot(7)
    assert.deepEqual(await plot(7), first)
    assert.notDeepEqual(await plot(8), first)
  })

  test('the lists of Twitch agree with what happened', async ({ assert }) => {
    await play({ broadcaster: 'mira', events: 500, viewers: 60 })
    const data = await simulator.journal()
    const members = (adds: string, removes: string) => {
      const present = new Set<unknown>()
      for (const { type, event } of data) {
        if (type === adds) present.add(event.user_id)
        if (type === removes) present.delete(event.user_id)
      }
      return present.size
    }
    const total = async (path: string) =>
      (await context.mira.get(path, { ...context.own, first: '100' })).body.data.length
    assert.equal(await total('channels/followers'), members('channel.follow', ''))
    assert.equal(
      await total('moderation/moderators'),
      members('channel.moderator.add', 'channel.moderator.remove')
    )
    assert.equal(await total('channels/vips'), members('channel.vip.add', 'channel.vip.remove'))
  })

  test('only some kinds, on some channels', async ({ assert }) => {
    await simulator.bulk({ count: 3 })
    const kinds = ['channel.follow', 'channel.poll']
    const broadcasters = ['streamer_00001', 'streamer_00003']
    const { byType } = await play({ broadcasters, kinds, events: 60 })
    assert.sameMembers(Object.keys(byType), [
      'channel.follow',
      'channel.poll.begin',
      'channel.poll.progress',
      'channel.poll.end',
    ])
    const data = await simulator.journal()
    assert.sameMembers(
      [...new Set(data.map(({ event }) => event.broadcaster_user_login))],
      broadcasters
    )
  })

  test('what cannot be played is refused', async ({ assert }) => {
    await assert.rejects(() => play({ kinds: ['channel.nothing'] }), /no event of these kinds/)
    await assert.rejects(() => play({ broadcaster: 'nobody' }), /404/)
    const kinds = ['channel.channel_points_custom_reward_redemption']
    await assert.rejects(() => play({ broadcaster: 'plain', kinds }), /Nothing of these kinds/)
  })

  test('a pace is kept, a time is kept, and a reset ends it', async ({ assert }) => {
    const paced = await play({ broadcaster: 'mira', events: 100, perSecond: 400 })
    assert.isAtLeast(paced.seconds, 0.2)
    const timed = await play({ broadcaster: 'mira', seconds: 0.2, perSecond: 100 })
    assert.isAtLeast(timed.seconds, 0.2)
    assert.isBelow(timed.events, 60)
    const endless = play({ broadcaster: 'mira', seconds: 3600, perSecond: 10 })
    await simulator.reset()
    assert.isBelow((await endless).events, 100)
  })

  test('the journal goes on from where one was, and forgets the oldest', async ({ assert }) => {
    await simulator.control('POST', '/settings', { journalSize: 50 })
    const { sequence } = await play({ broadcaster: 'mira', events: 30 })
    await play({ broadcaster: 'mira', events: 300 })
    const data = await simulator.journal()
    assert.lengthOf(data, 50)
    const last = data.at(-1)?.sequence ?? 0
    const rest = await simulator.journal(last - 3)
    assert.deepEqual(
      rest.map((entry) => entry.sequence),
      [last - 2, last - 1, last]
    )
    assert.isAbove(last, sequence)
  })

  test('5,000 mixed events a second come over one socket, each once and in order', async ({
    assert,
  }) => {
    await simulator.control('POST', '/settings', { journalSize: 10_000 })
    const { client, sessionId } = await EventSubClient.connect(simulator.url)
    for (const row of TABLE) {
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
      assert.equal(made.status, 202)
    }
    const { events, seconds, byType } = await play({
      broadcaster: 'mira',
      events: 5000,
      perSecond: 5000,
    })
    const told = Object.entries(byType).filter(([type]) => TABLE.some((row) => row.type === type))
    const expected = told.reduce((sum, [, count]) => sum + count, 0)
    const started = performance.now()
    while (client.notifications().length < expected && performance.now() - started < 10_000) {
      await client.another()
    }
    const data = await simulator.journal()
    assert.deepEqual(
      client.notifications().map(({ payload }) => payload.event),
      data.filter(({ type }) => TABLE.some((row) => row.type === type)).map(({ event }) => event)
    )
    // On a machine that has more to do it may be slower, not on principle.
    assert.isAbove(events / seconds, 2500)
    await client.close()
  }).tags(['@alone'])

  test('many channels in one call, each with its token', async ({ assert }) => {
    const scopes = ['channel:manage:redemptions', 'bits:read']
    const data = await simulator.bulk({
      count: 1000,
      prefix: 'host',
      scopes,
      live: true,
      viewerCount: 3,
    })
    assert.equal(new Set(data.map(({ id }) => id)).size, 1000)
    const last = data.at(-1)
    assert.containsSubset(last, { login: 'host_01000', live: true, viewerCount: 3 })
    const { clientId } = TwitchSimulator
    const token = last?.token?.access_token ?? ''
    const host = new HelixClient(simulator.url, clientId, token, last?.id ?? '')
    const own = { broadcaster_id: host.userId }
    assert.equal(
      await statusOf(host.post('channel_points/custom_rewards', own, { title: 'Crit', cost: 1 })),
      200
    )
    const again = await simulator.bulk({ count: 2, prefix: 'host' })
    assert.containsSubset(again, [{ id: data[0]?.id, token: null }])
  })
})
