import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { AssignCharacter } from '#foundry/page/assign_character'
import { FollowChannels } from '#gamification/channel/follow_channels'
import { StartPoll } from '#polls/control/start_poll'
import { TellTriggers } from '#polls/work/tell_triggers'
import { forgetLimits } from '#tests/functional/foundry/support'
import { reasonOf } from '#tests/functional/gamification/game'
import { runOut, undo } from '#tests/functional/gamification/actions/playing_table'
import { QUESTION, say } from '#tests/functional/polls/poll_stage'
import { untilReadable } from '#tests/support/channel_events'
import { emptyDatabase } from '#tests/support/database'
import { testSql } from '#tests/support/fixtures'
import { roll } from '#tests/support/foundry_roll'
import { SHOP } from '#tests/support/shop'
import { useSimulator } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { all, type Waiting, WholeWay } from './whole_way.js'

interface Case extends Waiting {
  /** What this one is called in the report. */
  by: string
  prepare?: (way: WholeWay) => Promise<unknown>
  /** Something happens that the trigger does not wait for. */
  miss: (way: WholeWay) => Promise<unknown>
  /** What it waits for happens. */
  hit: (way: WholeWay) => Promise<unknown>
  says: string
}

/** As the module tells it. */
const rolled = ({ table }: WholeWay, natural: number, name: string) =>
  table.tab.events([roll({ natural, total: natural + 5, actor: { id: 'hero', name } })])

/** A GM presses a button in Foundry. */
const pressed = ({ table }: WholeWay, target: string) =>
  table.tab.events([
    {
      ...{ eventId: `gm:${randomUUID()}`, type: 'gm', at: new Date().toISOString() },
      action: 'manual_trigger',
      target,
    },
  ])

/** In the log, as the intake leaves it, and read by whoever follows it. */
async function raided({ shop }: WholeWay, viewers: number) {
  await testSql().run(
    `INSERT INTO channel_events (channel_id, kind, source, message_id, event_key, payload,
       created_at, received_at)
     VALUES ($1, 'raid', 'twitch.eventsub', $2, $2, $3, now(), now())`,
    [
      shop.stage.streamer.broadcasterId,
      `raid-${randomUUID()}`,
      JSON.stringify({ viewers, from: { id: '1', login: 'tarn', displayName: 'Tarn' } }),
    ]
  )
  await untilReadable(testSql())
  await followed()
}

/** What has happened on channels is read; the first time, from now on. */
async function followed() {
  const channels = await app.container.make(FollowChannels)
  await channels.execute()
}

/** Viewers write in chat, and the worker tells of it. */
async function voted({ shop }: WholeWay, option: number, viewers: string[]) {
  for (const viewer of viewers) await say(shop.stage.streamer.broadcasterId, viewer, `!${option}`)
  await testSql().run(`UPDATE polls SET told_at = '-infinity'`)
  const tell = await app.container.make(TellTriggers)
  await tell.execute()
}

const CASES: Case[] = [
  {
    by: 'a GM’s button',
    triggerId: 'manual',
    settings: {},
    message: '{viewers} have asked for it',
    miss: (way) => pressed(way, randomUUID()),
    hit: (way) => pressed(way, way.shop.stage.eventId),
    says: 'have asked for it',
  },
  {
    by: 'a poll',
    triggerId: 'poll_vote',
    settings: { option: 'Talk', threshold: 2 },
    message: '{option}, by {votes} votes',
    prepare: async ({ shop: { stage } }) => {
      await testSql().run(
        `INSERT INTO channel_features (streamer_id, feature) VALUES ($1, 'chat')`,
        [stage.streamer.id]
      )
      const start = await app.container.make(StartPoll)
      await start.execute(stage.campaignId, stage.ownerId, QUESTION)
    },
    miss: (way) => voted(way, 1, ['ada', 'bo', 'cy']),
    hit: (way) => voted(way, 2, ['dee', 'eve']),
    says: 'Talk, by 2 votes',
  },
  {
    by: 'a rule of the GM’s own about a roll',
    triggerId: 'custom',
    settings: {
      source: 'roll',
      match: 'all',
      conditions: [
        { field: 'total', comparison: 'at_least', value: 20 },
        { field: 'character', comparison: 'contains', value: 'ari' },
      ],
    },
    message: '{character} rolled {total}',
    prepare: async ({ shop: { stage } }) => {
      const hero = { actorId: 'hero', name: 'Aria', streamerId: stage.streamer.id }
      await new AssignCharacter().execute(stage.campaignId, hero)
    },
    miss: async (way) => {
      await rolled(way, 19, 'Borin')
      await rolled(way, 14, 'Aria')
    },
    hit: (way) => rolled(way, 15, 'Aria'),
    says: 'Aria rolled 20',
  },
  {
    by: 'a rule of the GM’s own about the channel',
    triggerId: 'custom',
    settings: {
      source: 'raid',
      match: 'any',
      conditions: [{ field: 'amount', comparison: 'at_least', value: 10 }],
    },
    message: '{who} brought {amount}',
    prepare: followed,
    miss: (way) => raided(way, 9),
    hit: (way) => raided(way, 10),
    says: 'Tarn brought 10',
  },
  {
    by: 'what happens on the channel',
    triggerId: 'channel_event',
    settings: { what: 'raid', minimum: 25 },
    message: '{who} brought {amount}',
    prepare: followed,
    miss: (way) => raided(way, 24),
    hit: (way) => raided(way, 25),
    says: 'Tarn brought 25',
  },
]

test.group('From redemptions to their end', (group) => {
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
    await forgetLimits()
  })

  /** Set off, once, by what the trigger waits for and by nothing else. */
  const setOff = async (waiting: Case) => {
    const way = await WholeWay.open(simulator, waiting)
    await waiting.prepare?.(way)
    await waiting.miss(way)
    const before = [await way.status(), await way.orders()]
    await waiting.hit(way)
    await waiting.hit(way)
    return { way, story: [before, [await way.status(), await way.orders()]] }
  }
  const ONCE = [
    ['armed', 0],
    ['executing', 1],
  ]

  test('set off by {by}: carried out, it is fulfilled; undone, the points stay spent')
    .with(CASES)
    .run(async ({ assert }, waiting) => {
      const { way, story } = await setOff(waiting)
      assert.deepEqual(story, ONCE)
      assert.deepEqual(await way.onTwitch(), all('open'), 'sent is not done')

      await way.table.play()
      assert.equal(await way.status(), 'completed')
      assert.lengthOf(way.said, 1)
      assert.include(way.said[0], waiting.says)
      assert.deepEqual(await way.onTwitch(), all('fulfilled'))

      assert.isTrue(await undo(way.campaignId))
      await way.table.play()
      assert.deepEqual(way.said, [])
      assert.deepEqual(await way.onTwitch(), all('fulfilled'))
    })

  test('set off by {by}: Foundry refuses, and all of it comes back')
    .with(CASES)
    .run(async ({ assert, cleanup }, waiting) => {
      const { way } = await setOff(waiting)
      const complain = console.error
      console.error = () => {}
      cleanup(() => void (console.error = complain))
      way.breakTable()
      await way.table.play()

      assert.equal(await reasonOf(way.goal), 'action_failed')
      assert.deepEqual(await way.onTwitch(), all('refunded'))
      assert.isFalse(await undo(way.campaignId), 'there is nothing to take back')
    })

  test('set off by {by}: no answer in time, and all of it comes back')
    .with(CASES)
    .run(async ({ assert }, waiting) => {
      const { way } = await setOff(waiting)
      await runOut(way.campaignId)

      assert.equal(await reasonOf(way.goal), 'action_expired')
      assert.deepEqual(await way.onTwitch(), all('refunded'))
      assert.lengthOf(await way.table.play(), 0)
      assert.deepEqual(way.said, [])
    })
})
