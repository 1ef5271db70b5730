import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { RecordStreamState } from '#channels/record_stream_state'
import { SampleViewers } from '#channels/sample_viewers'
import type { LimitedCommand } from '#foundry/protocol'
import { SaveTableSettings } from '#foundry/settings/table_settings'
import { effectiveConfigs } from '#gamification/effective_config'
import { SwitchEvent } from '#gamification/events/switch_event'
import { GamificationService } from '#gamification/gamification_service'
import { emptyDatabase } from '../../support/database.js'
import {
  createInstance,
  createStage,
  setViewers,
  testSql,
  type TestStage,
} from '../../support/fixtures.js'
import { Shop, SHOP } from '../../support/shop.js'
import { useSimulator } from '../../support/streamer.js'
import { SimulatorRefusal, TwitchSimulator } from '../../support/twitch_simulator.js'
import { arm, leaveTable } from './game.js'

type Step = (shop: Shop) => Promise<unknown>

const game = () => app.container.make(GamificationService)

const goal =
  (columns: object): Step =>
  ({ stage }) =>
    createInstance(
      testSql(),
      { campaignId: stage.campaignId, eventId: stage.eventId, streamerId: stage.streamer.id },
      { ...columns }
    )

const clearGoals: Step = () => testSql().run('DELETE FROM instances')

async function switchEvent({ stage }: Shop, isEnabled: boolean) {
  const use = await app.container.make(SwitchEvent)
  await use.execute(stage.eventId, isEnabled)
}

/** As a GM does it in Foundry, and the tab tells. */
const switchOff = (tableId: string, kinds: string[]) =>
  testSql().run('UPDATE foundry_connections SET switched_off = $2 WHERE id = $1', [tableId, kinds])

/** What the module has said that it can do. */
const capable = (tableId: string, kinds: string[]) =>
  testSql().run('UPDATE foundry_connections SET capabilities = $2 WHERE id = $1', [tableId, kinds])

/** The event says something and plays a sound, one after the other. */
const becomesSequence = ({ stage }: Shop) => {
  const said = { actionId: 'chat_message', settings: { message: 'Boom' }, delaySeconds: 0 }
  const sound = { id: 'list.thunder', name: 'Thunder' }
  const heard = { actionId: 'play_sound', settings: { sound }, delaySeconds: 3 }
  return testSql().run(
    `UPDATE gamification_events SET action_id = 'custom', action_settings = $2 WHERE id = $1`,
    [stage.eventId, JSON.stringify({ steps: [said, heard] })]
  )
}

const saveTable = ({ campaignId }: TestStage, switchedOff: LimitedCommand[]) =>
  new SaveTableSettings().execute(campaignId, { tellsGm: false, switchedOff })

/** As Twitch's event says it. */
const stream = ({ stage }: Shop, isLive: boolean) =>
  new RecordStreamState().execute([
    {
      twitchId: stage.streamer.broadcasterId,
      isLive,
      startedAt: isLive ? new Date() : null,
      viewerCount: null,
    },
  ])

async function sample() {
  const sampler = await app.container.make(SampleViewers)
  await sampler.execute()
}

const CASES: {
  reason: string
  of?: string
  shown?: 'paused' | 'hidden'
  cause: Step
  cure: Step
}[] = [
  {
    reason: 'panic',
    cause: async ({ stage }) => (await game()).panic(stage.campaignId),
    cure: async ({ stage }) => (await game()).resume(stage.campaignId),
  },
  {
    reason: 'campaign_break',
    cause: async ({ stage }) => (await game()).takeBreak(stage.campaignId),
    cure: async ({ stage }) => (await game()).resume(stage.campaignId),
  },
  {
    reason: 'event_disabled',
    shown: 'hidden',
    cause: (shop) => switchEvent(shop, false),
    cure: (shop) => switchEvent(shop, true),
  },
  {
    reason: 'event_unavailable',
    cause: ({ stage }) =>
      testSql().run(`UPDATE gamification_events SET trigger_id = 'telepathy' WHERE id = $1`, [
        stage.eventId,
      ]),
    cure: ({ stage }) =>
      testSql().run(`UPDATE gamification_events SET trigger_id = 'manual' WHERE id = $1`, [
        stage.eventId,
      ]),
  },
  {
    reason: 'streamer_offline',
    cause: (shop) => stream(shop, false),
    cure: (shop) => stream(shop, true),
  },
  {
    reason: 'streamer_unknown',
    cause: () =>
      testSql().run(`UPDATE channel_states SET heard_at = now() - interval '11 minutes'`),
    cure: sample,
  },
  {
    reason: 'streamer_unknown',
    cause: () => testSql().run('DELETE FROM channel_states'),
    cure: sample,
  },
  { reason: 'already_armed', cause: ({ stage }) => arm(stage), cure: clearGoals },
  { reason: 'executing', cause: goal({ status: 'executing' }), cure: clearGoals },
  { reason: 'executing', cause: goal({ status: 'awaiting_approval' }), cure: clearGoals },
  {
    reason: 'cooling_down',
    cause: ({ stage }) =>
      testSql().run(
        `INSERT INTO cooldowns (event_id, streamer_id, ready_at)
         VALUES ($1, $2, now() + interval '1 minute')`,
        [stage.eventId, stage.streamer.id]
      ),
    cure: async ({ stage }) =>
      (await game()).resetCooldown(stage.campaignId, stage.eventId, stage.streamer.id),
  },
  {
    reason: 'table_away',
    cause: ({ tableId }) => leaveTable(testSql(), tableId, 70),
    cure: ({ tableId }) =>
      testSql().run(
        `UPDATE foundry_leases SET client_id = 'tab', expires_at = now() + interval '1 minute'
         WHERE connection_id = $1`,
        [tableId]
      ),
  },
  {
    reason: 'kind_off',
    cause: ({ tableId }) => switchOff(tableId, ['roll.invert']),
    cure: ({ tableId }) => switchOff(tableId, ['chat.send']),
  },
  {
    reason: 'kind_off',
    cause: ({ stage }) => saveTable(stage, ['roll.invert']),
    cure: ({ stage }) => saveTable(stage, ['token.spawn']),
  },
  {
    reason: 'kind_off',
    of: 'a part of a sequence',
    cause: async (shop) => {
      await becomesSequence(shop)
      await switchOff(shop.tableId, ['roll.invert', 'sound.play'])
    },
    cure: ({ tableId }) => switchOff(tableId, ['roll.invert']),
  },
  {
    reason: 'world_lacks',
    cause: ({ tableId }) => capable(tableId, ['chat.send', 'sound.play']),
    cure: ({ tableId }) => capable(tableId, ['chat.send', 'roll.invert']),
  },
  {
    reason: 'world_lacks',
    of: 'a part of a sequence',
    cause: async (shop) => {
      await becomesSequence(shop)
      await capable(shop.tableId, ['chat.send', 'roll.invert'])
    },
    cure: ({ tableId }) => capable(tableId, ['chat.send', 'sound.play']),
  },
]

test.group('A reward is paused', (group) => {
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

  const reasonOf = async ({ stage }: Shop) => {
    const [row] = await testSql().run<{ pause_reason: string | null }>(
      'SELECT pause_reason FROM rewards WHERE id = $1',
      [stage.reward.id]
    )
    return row?.pause_reason
  }

  test('on Twitch when {reason} ({of}), and sold again after it')
    .with(CASES.map((one) => ({ of: 'all of it', ...one })))
    .run(async ({ assert }, { reason, shown = 'paused', cause, cure }) => {
      const shop = await Shop.open(simulator)
      assert.equal(await shop.onSale(), 'sold')

      await cause(shop)
      await shop.reach()
      assert.equal(await shop.onSale(), shown)
      await assert.rejects(() => shop.redeem(1), SimulatorRefusal)
      if (shown === 'paused') {
        assert.equal(await reasonOf(shop), reason)
      }

      await cure(shop)
      await shop.reach()
      assert.equal(await shop.onSale(), 'sold')
      assert.isNull(await reasonOf(shop))
      assert.lengthOf(await shop.redeem(1), 1)
    })

  test('on Twitch until a roll opens its goal, and after it', async ({ assert }) => {
    const shop = await Shop.open(simulator, { event: { mode: 'open' } })
    assert.equal(await shop.onSale(), 'paused')
    assert.equal(await reasonOf(shop), 'no_instance_open')

    await goal({})(shop)
    await shop.reach()
    assert.equal(await shop.onSale(), 'sold')

    await clearGoals(shop)
    await shop.reach()
    assert.equal(await shop.onSale(), 'paused')
  })

  test('not by a table that is away for less than a minute', async ({ assert }) => {
    const shop = await Shop.open(simulator)
    await leaveTable(testSql(), shop.tableId, 50)
    await shop.reach()
    assert.equal(await shop.onSale(), 'sold')
  })

  test('not by somebody else’s goal, nor by somebody else’s stream', async ({ assert }) => {
    const shop = await Shop.open(simulator)
    const other = await createStage(testSql())
    await setViewers(testSql(), other.streamer.id, 5)
    await arm({ ...shop.stage, streamer: other.streamer })
    await testSql().run('UPDATE channel_states SET is_live = false WHERE streamer_id = $1', [
      other.streamer.id,
    ])
    await testSql().run(`UPDATE rewards SET state = 'retired', retired_at = now() WHERE id = $1`, [
      other.reward.id,
    ])
    await shop.reach()
    assert.equal(await shop.onSale(), 'sold')
  })

  test('by one call however often the reason changes, and by none when it passes in between', async ({
    assert,
  }) => {
    const shop = await Shop.open(simulator)
    await simulator.control('DELETE', '/counters')
    const changes = async () => {
      const { calls } = await simulator.control<{ calls: Record<string, { count: number }> }>(
        'GET',
        '/counters'
      )
      return Object.entries(calls)
        .filter(([endpoint]) => endpoint.startsWith('PATCH'))
        .reduce((sum, [, { count }]) => sum + count, 0)
    }

    await arm(shop.stage)
    await shop.reach()
    await clearGoals(shop)
    await goal({ status: 'executing' })(shop)
    await shop.reach()
    await clearGoals(shop)
    await stream(shop, false)
    await shop.reach()
    assert.equal(await changes(), 1)

    await stream(shop, true)
    await stream(shop, false)
    await shop.reach()
    assert.equal(await changes(), 1)
  })

  test('as Twitch’s list of streams says, when no event has told', async ({ assert }) => {
    const shop = await Shop.open(simulator)
    await simulator.control('POST', '/live', { broadcaster: SHOP, live: false })
    await sample()
    await shop.reach()
    assert.equal(await shop.onSale(), 'paused')

    await simulator.control('POST', '/live', { broadcaster: SHOP, live: true })
    await sample()
    await shop.reach()
    assert.equal(await shop.onSale(), 'sold')
  })
})

test.group('What holds for an event', (group) => {
  group.each.setup(() => emptyDatabase())

  test('is the streamer’s, else the campaign’s, else the event’s', async ({ assert }) => {
    const stage = await createStage(testSql(), {
      event: { cost: 100, minimum: 10, duration_seconds: 900, coefficient: 0.25 },
      config: { cost: 200, minimum: 20 },
    })
    await testSql().run('UPDATE streamer_configs SET cost = 300 WHERE event_id = $1', [
      stage.eventId,
    ])

    const [mine, whole] = await effectiveConfigs(testSql(), [
      { eventId: stage.eventId, streamerId: stage.streamer.id },
      { eventId: stage.eventId, streamerId: null },
    ])

    assert.deepInclude(mine?.rules, {
      cost: 300,
      minimum: 20,
      durationSeconds: 900,
      coefficient: 0.25,
      eventName: 'Twist of fate',
    })
    assert.deepInclude(mine, { isEnabled: true, isOffered: true, isLiveCampaign: true })
    assert.equal(whole?.rules.cost, 200)
    assert.deepInclude(whole, { streamerId: null, isOffered: false })
  })
})
