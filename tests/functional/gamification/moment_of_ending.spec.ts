import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { ArchiveCampaign } from '#campaigns/archive_campaign'
import { EndMembership } from '#campaigns/end_membership'
import { GoLive } from '#campaigns/go_live'
import type { Sql } from '#core/sql'
import { type AfterCommit, transact } from '#core/transact'
import { CampaignSwitches } from '#gamification/control/campaign_switches'
import { ArchiveEvent } from '#gamification/events/archive_event'
import { emptyDatabase } from '../../support/database.js'
import {
  createCampaign,
  createMember,
  createStage,
  testSql,
  type TestStage,
} from '../../support/fixtures.js'
import { until } from '../../support/until.js'
import { instancesOf, ledgerOf, openIntake, purchase } from '../ledger/support.js'
import { openTable, roll } from './game.js'
import { createGroup, sharedInstances } from './group_stage.js'

type Ending = (sql: Sql, after: AfterCommit, stage: TestStage) => Promise<unknown>

const leave: Ending = async (sql, after, { campaignId, streamer }) => {
  const end = await app.container.make(EndMembership)
  const [member] = await sql.run<{ id: string }>(
    `SELECT id FROM campaign_members WHERE campaign_id = $1 AND user_id = $2`,
    [campaignId, streamer.id]
  )
  const { id } = member
  await end.within(sql, after, { id, campaignId, userId: streamer.id, role: 'streamer' })
}

const WAYS: { way: string; reason: string; end: Ending }[] = [
  { way: 'the streamer leaves', reason: 'unknown_reward', end: leave },
  {
    way: 'another campaign goes live',
    reason: 'unknown_reward',
    end: async (sql, after, { streamer }) => {
      const other = await createCampaign(testSql())
      await createMember(testSql(), other.id, streamer.id, 'streamer', false)
      const goLive = await app.container.make(GoLive)
      await goLive.within(sql, after, other.id, streamer.id)
    },
  },
  {
    way: 'the campaign is archived',
    reason: 'unknown_reward',
    end: async (sql, after, { campaignId }) => {
      const archive = await app.container.make(ArchiveCampaign)
      await archive.within(sql, after, campaignId)
    },
  },
  {
    way: 'the GM stops everything',
    reason: 'panic',
    end: async (sql, after, { campaignId }) => {
      const switches = await app.container.make(CampaignSwitches)
      await switches.panic(sql, after, campaignId)
    },
  },
  {
    way: 'the event is archived',
    reason: 'unknown_reward',
    end: async (sql, after, { eventId }) => {
      const archive = await app.container.make(ArchiveEvent)
      await archive.within(sql, after, eventId)
    },
  },
]

/** Does `end` in a transaction that commits once `meanwhile` has run into it, or has passed it by. */
async function inTheMomentOf(
  end: (sql: Sql, after: AfterCommit) => Promise<unknown>,
  meanwhile: () => Promise<unknown>
) {
  let running: Promise<unknown> = Promise.resolve()
  await transact(async (sql, after) => {
    await end(sql, after)
    let isOver = false
    running = meanwhile().finally(() => (isOver = true))
    await until('it has met the end', async () => isOver || (await anybodyWaits()))
  })
  return running
}

async function anybodyWaits(): Promise<boolean> {
  const waiting = await testSql().run(
    `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
  )
  return waiting.length > 0
}

test.group('In the moment in which it ends', (group) => {
  group.each.setup(() => emptyDatabase())

  test('because {way}, a redemption opens no goal')
    .with(WAYS)
    .run(async ({ assert, cleanup }, { reason, end }) => {
      const stage = await createStage(testSql())
      const retried = Promise.withResolvers<void>()
      const intake = openIntake({ onRetried: retried.resolve })
      cleanup(() => intake.stop())

      await inTheMomentOf(
        (sql, after) => end(sql, after, stage),
        async () => {
          const taken = intake.take(purchase(stage.reward))
          await Promise.race([taken, retried.promise])
        }
      )
      await until('it is taken in', async () => (await ledgerOf(stage.reward)).length > 0)

      assert.isEmpty(await instancesOf(stage.eventId))
      assert.deepEqual(await ledgerOf(stage.reward), [
        { state: 'refund_pending', reason, count: 1 },
      ])
    })

  test('because {way}, a roll opens no goal')
    .with(WAYS)
    .run(async ({ assert }, { end }) => {
      const stage = await createStage(testSql(), { event: { mode: 'open' } })
      await openTable(testSql(), stage.campaignId)

      await inTheMomentOf(
        (sql, after) => end(sql, after, stage),
        () => roll(stage)
      )

      assert.isEmpty(await instancesOf(stage.eventId))
    })

  test('for one streamer of a group, the goal that the others start has no share of theirs', async ({
    assert,
    cleanup,
  }) => {
    const { stage, channels } = await createGroup([50, 500])
    const [stays, leaves] = channels
    const retried = Promise.withResolvers<void>()
    const intake = openIntake({ onRetried: retried.resolve })
    cleanup(() => intake.stop())

    await inTheMomentOf(
      (sql, after) => leave(sql, after, { ...stage, streamer: leaves.streamer }),
      async () => {
        const taken = intake.take(purchase(stays.reward))
        await Promise.race([taken, retried.promise])
      }
    )
    await until('it is taken in', async () => (await ledgerOf(stays.reward)).length > 0)

    assert.containSubset(await sharedInstances(stage.eventId), [
      { status: 'active', objective: 15, progress: 1, share_objective: 15 },
    ])
  })

  test('a goal that was opened just before is called off with the rest', async ({
    assert,
    cleanup,
  }) => {
    const intake = openIntake()
    cleanup(() => intake.stop())
    for (let round = 0; round < 10; round++) {
      const stage = await createStage(testSql())
      await Promise.all([
        intake.take(purchase(stage.reward)),
        transact((sql, after) => leave(sql, after, stage)),
      ])

      const [entry, ...others] = await ledgerOf(stage.reward)
      assert.lengthOf(others, 0)
      assert.equal(entry.state, 'refund_pending')
      const open = await instancesOf(stage.eventId)
      assert.isTrue(open.every(({ status }) => status === 'cancelled'))
    }
  })
})
