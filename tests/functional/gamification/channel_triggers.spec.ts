import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { transact } from '#core/transact'
import type { Signal } from '#gamification/handlers/signals'
import { FollowChannels } from '#gamification/channel/follow_channels'
import { ApplySignal, type SignalOrigin } from '#gamification/table/apply_signal'
import { untilReadable } from '#tests/support/channel_events'
import { emptyDatabase } from '#tests/support/database'
import { createEvent, createStage, createStreamer, testSql } from '#tests/support/fixtures'
import {
  answer,
  arm,
  commandsOf,
  contribute,
  executionsOf,
  instance,
  leaveTable,
  openTable,
  settled,
  statusOf,
} from './game.js'

let serial = 0

const ada = { id: '1', login: 'ada', displayName: 'Ada' }
const PAYLOADS: Record<string, object> = {
  follow: { viewer: ada },
  subscription: { viewer: ada, tier: '2000', isGift: false },
  gifted: { viewer: ada, tier: '1000', isGift: true },
  resubscription: { viewer: ada, tier: '1000', cumulativeMonths: 12, message: 'A year!' },
  subscription_gift: { gifter: null, tier: '1000', total: 5 },
  raid: { from: ada, viewers: 40 },
  cheer: { viewer: ada, bits: 100, message: 'Hooray' },
}

/** An event in the log, as the intake leaves it. */
async function happen(channelId: string, kind: string, minutesAgo = 0) {
  await testSql().run(
    `INSERT INTO channel_events (channel_id, kind, source, message_id, event_key, payload,
       created_at, received_at)
     VALUES ($1, $2, 'twitch.eventsub', $3, $3, $4, now() - make_interval(mins => $5), now())`,
    [
      channelId,
      kind === 'gifted' ? 'subscription' : kind,
      `event-${process.pid}-${serial++}`,
      JSON.stringify(PAYLOADS[kind]),
      minutesAgo,
    ]
  )
  await untilReadable(testSql())
}

const follower = () => app.container.make(FollowChannels)

/** From what happens from now on. */
async function listening() {
  const channels = await follower()
  await channels.execute()
  return channels
}

const waitingFor = (settings: object, more: object = {}) => ({
  event: {
    trigger_id: 'channel_event',
    trigger_settings: JSON.stringify(settings),
    action_id: 'chat_message',
    action_settings: JSON.stringify({ message: '{who}: {amount}' }),
    ...more,
  },
})

async function staged(settings: object, more: object = {}) {
  const stage = await createStage(testSql(), waitingFor(settings, more))
  const connectionId = await openTable(testSql(), stage.campaignId)
  return { stage, connectionId, channelId: stage.streamer.broadcasterId }
}

test.group('What happens on a channel', (group) => {
  group.each.setup(() => emptyDatabase())

  test('{kind} sets off a goal that waits for {what}, of {minimum} at least: {text}')
    .with([
      { kind: 'follow', what: 'follow', minimum: 1, text: 'Ada: 1' },
      { kind: 'subscription', what: 'sub', minimum: 1, text: 'Ada: 1' },
      { kind: 'subscription', what: 'sub', minimum: 2, text: null },
      { kind: 'gifted', what: 'sub', minimum: 1, text: null },
      { kind: 'resubscription', what: 'sub', minimum: 12, text: 'Ada: 12' },
      { kind: 'resubscription', what: 'sub', minimum: 13, text: null },
      { kind: 'subscription_gift', what: 'gift', minimum: 5, text: 'somebody: 5' },
      { kind: 'subscription_gift', what: 'gift', minimum: 6, text: null },
      { kind: 'raid', what: 'raid', minimum: 40, text: 'Ada: 40' },
      { kind: 'raid', what: 'raid', minimum: 41, text: null },
      { kind: 'cheer', what: 'cheer', minimum: 100, text: 'Ada: 100' },
      { kind: 'cheer', what: 'raid', minimum: 1, text: null },
    ])
    .run(async ({ assert }, { kind, what, minimum, text }) => {
      const { stage, channelId } = await staged({ what, minimum })
      const channels = await listening()
      const id = await arm(stage)

      await happen(channelId, kind)
      await channels.execute()

      const [command] = await commandsOf(id)
      assert.equal(command?.payload.text ?? null, text)
      assert.equal(await statusOf(id), text ? 'executing' : 'armed')
    })

  test('sets it off once, whoever reads and however often, and is fulfilled', async ({
    assert,
  }) => {
    const { stage, channelId } = await staged({ what: 'follow' })
    const first = await listening()
    const second = await app.container.make(FollowChannels)
    const id = await arm(stage)
    const redemptions = await contribute(stage, id, ['Ada'])
    const eventId = await createEvent(testSql(), stage.campaignId, waitingFor({ what: 'follow' }))
    const other = await arm({ ...stage, eventId }, { armed_at: new Date(Date.now() + 60_000) })

    await happen(channelId, 'follow')
    await Promise.all([first.execute(), second.execute(), first.execute(), second.execute()])
    await first.execute()

    assert.lengthOf(await executionsOf(id), 1)
    assert.lengthOf(await commandsOf(id), 1)
    assert.equal(await statusOf(other), 'armed', 'one event, one goal')
    await answer(id, { status: 'done' })
    assert.deepEqual(await settled(redemptions), ['fulfil_pending completed'])

    await happen(channelId, 'follow')
    await second.execute()
    assert.equal(await statusOf(other), 'executing', 'the next event, the next goal')
  })

  test('goes on where it was after a crash in the middle', async ({ assert }) => {
    const { stage, channelId } = await staged({ what: 'raid' })
    const channels = await listening()
    const id = await arm(stage)
    await happen(channelId, 'raid')
    const broken = await app.container.make(FollowChannels)
    Reflect.set(broken, 'signals', {
      execute: () => Promise.reject(new Error('The process dies')),
    })

    await assert.rejects(() => broken.execute(), 'The process dies')
    assert.equal(await statusOf(id), 'armed')
    await channels.execute()
    assert.equal(await statusOf(id), 'executing')
  })

  test('leaves behind what can never be handled, and goes on', async ({ assert }) => {
    const { stage, channelId } = await staged({ what: 'raid' })
    await listening()
    const channels = await app.container.make(FollowChannels)
    const signals = await app.container.make(ApplySignal)
    const real = signals.execute.bind(signals)
    Reflect.set(channels, 'signals', {
      execute: (...told: Parameters<typeof real>) =>
        told[2].name === 'channel.event' && told[2].data.what === 'cheer'
          ? Promise.reject(new Error('A broken row'))
          : real(...told),
    })
    const id = await arm(stage)
    await happen(channelId, 'cheer')
    await happen(channelId, 'raid')

    for (let attempt = 1; attempt <= 5; attempt++) {
      await assert.rejects(() => channels.execute(), 'A broken row')
    }
    await channels.execute()
    assert.equal(await statusOf(id), 'executing')
  })

  test('leaves it armed {why}')
    .with([
      { why: 'when it is told too late', minutesAgo: 6, away: false, pause: null },
      { why: 'while the table is away', minutesAgo: 0, away: true, pause: null },
      { why: 'on a break', minutesAgo: 0, away: false, pause: 'break_since' },
    ])
    .run(async ({ assert }, { minutesAgo, away, pause }) => {
      const { stage, channelId, connectionId } = await staged({ what: 'raid' })
      const channels = await listening()
      const id = await arm(stage)
      if (away) await leaveTable(testSql(), connectionId, 5)
      if (pause) {
        await testSql().run(`UPDATE campaigns SET ${pause} = now() WHERE id = $1`, [
          stage.campaignId,
        ])
      }

      await happen(channelId, 'raid', minutesAgo)
      await channels.execute()

      assert.equal(await statusOf(id), 'armed')
    })

  test('is of that channel only; a goal of all takes any', async ({ assert }) => {
    const { stage } = await staged({ what: 'raid' })
    const other = await createStreamer(testSql())
    const channels = await listening()
    const own = await arm(stage)

    await happen(other.broadcasterId, 'raid')
    await channels.execute()
    assert.equal(await statusOf(own), 'armed')
  })

  test('opens a race against the clock', async ({ assert }) => {
    const { stage, channelId } = await staged({ what: 'raid', minimum: 10 }, { mode: 'open' })
    const channels = await listening()

    await happen(channelId, 'raid')
    await channels.execute()

    const opened = await testSql().run<{ status: string; trigger_facts: object }>(
      'SELECT status, trigger_facts FROM instances WHERE event_id = $1',
      [stage.eventId]
    )
    assert.lengthOf(opened, 1)
    assert.containSubset(opened, [
      { status: 'active', trigger_facts: { channel: { what: 'raid', amount: 40 } } },
    ])
  })

  test('moves on past a log without anything to hear', async ({ assert }) => {
    const { stage, channelId } = await staged({ what: 'raid' })
    const channels = await listening()
    const id = await arm(stage)
    await testSql().run(
      `INSERT INTO channel_events (channel_id, kind, source, message_id, event_key, payload,
         created_at, received_at)
       VALUES ($1, 'chat_message', 'twitch.eventsub', 'm', 'm', '{}', now(), now())`,
      [channelId]
    )
    await testSql().run(
      `UPDATE event_readers SET xid = (xid::text::bigint - 1000)::text::xid8 WHERE name = 'triggers'`
    )
    const place = async () => {
      const [row] = await testSql().run<{ xid: string }>(
        `SELECT xid FROM event_readers WHERE name = 'triggers'`
      )
      return Number(row?.xid)
    }
    const before = await place()
    await channels.execute()
    assert.isAbove(await place(), before)

    await happen(channelId, 'raid')
    await channels.execute()
    assert.equal(await statusOf(id), 'executing')
  })

  test('follows a rule of the GM’s own', async ({ assert }) => {
    const rule = {
      source: 'cheer',
      match: 'all',
      conditions: [
        { field: 'amount', comparison: 'at_least', value: 50 },
        { field: 'message', comparison: 'contains', value: 'hooray' },
      ],
    }
    const { stage, channelId } = await staged(rule, { trigger_id: 'custom' })
    const channels = await listening()
    const id = await arm(stage)

    await happen(channelId, 'raid')
    await channels.execute()
    assert.equal(await statusOf(id), 'armed')
    await happen(channelId, 'cheer')
    await channels.execute()
    assert.equal(await statusOf(id), 'executing')
  })
})

test.group('A poll', (group) => {
  group.each.setup(() => emptyDatabase())

  const told = (votes: number, ended = false): Signal<'poll.voted'> => ({
    name: 'poll.voted',
    at: new Date(),
    data: {
      pollId: 'poll-1',
      question: 'Fight or flee?',
      options: [
        { id: 'a', title: 'Fight', votes },
        { id: 'b', title: 'Flee', votes: 3 },
      ],
      total: votes + 3,
      ended,
    },
  })

  async function tell(campaignId: string, signal: Signal<'poll.voted'>) {
    const signals = await app.container.make(ApplySignal)
    const of: SignalOrigin = { campaignId, streamerId: 'everybody', key: signal.data.pollId }
    return transact((sql, after) => signals.execute(sql, after, signal, of))
  }

  async function polled(settings: object) {
    const stage = await createStage(testSql(), {
      event: {
        trigger_id: 'poll_vote',
        trigger_settings: JSON.stringify(settings),
        action_id: 'chat_message',
        action_settings: JSON.stringify({ message: '{option} by {votes}' }),
      },
    })
    await openTable(testSql(), stage.campaignId)
    return { stage, id: await arm(stage) }
  }

  test('sets an event off once, when the option has enough votes', async ({ assert }) => {
    const { stage, id } = await polled({ option: 'Fight', threshold: 10 })

    assert.isNull(await tell(stage.campaignId, told(9)))
    const said = await Promise.all(
      [11, 12, 13, 14].map((votes) => tell(stage.campaignId, told(votes)))
    )

    assert.lengthOf(
      said.filter((words) => words !== null),
      1
    )
    assert.lengthOf(await commandsOf(id), 1)
    const { trigger_facts: facts } = await instance(id)
    assert.containSubset(facts, {
      poll: { pollId: 'poll-1', question: 'Fight or flee?', option: 'Fight' },
    })
    await answer(id, { status: 'done' })

    const next = await arm(stage)
    await tell(stage.campaignId, told(99, true))
    assert.equal(await statusOf(next), 'armed', 'the same poll does not count again')
  })

  test('refunds when the table does not do it', async ({ assert }) => {
    const { stage, id } = await polled({ option: 'Fight', when: 'end', counted: 'percent' })
    const redemptions = await contribute(stage, id, ['Ada'])
    assert.isNull(await tell(stage.campaignId, told(50)))
    await tell(stage.campaignId, told(50, true))
    await answer(id, { status: 'failed' })

    assert.deepEqual(await settled(redemptions), ['refund_pending action_failed'])
  })
})
