import { test } from '@japa/runner'
import fc from 'fast-check'
import app from '@adonisjs/core/services/app'
import { transact } from '#core/transact'
import { GamificationService } from '#gamification/gamification_service'
import { InstanceManager } from '#gamification/lifecycle/instance_manager'
import { emptyDatabase } from '../../support/database.js'
import { createInstance, createStage, testSql, type TestStage } from '../../support/fixtures.js'
import type { IncomingRedemption } from '#redemptions/incoming_redemption'
import { innerSums } from '#rewards/verification/inner_sums'
import { openIntake, purchase, stopAll } from '../ledger/support.js'
import { answer, commandsOf, executionsOf, expireDue, openTable, roll } from './game.js'
import { type Channel, createGroup, leaveGroup, rejoinGroup } from './group_stage.js'

const OBJECTIVE = 3

const MOVES = [
  'redeem',
  'redeem',
  'duplicate',
  'roll',
  'expire',
  'cancel',
  'panic',
  'done',
  'failed',
  'give_up',
  'break',
  'resume',
  'offline',
  'online',
] as const
/** What a group knows besides: streamers come and go. */
const GROUP_MOVES = [...MOVES, 'leave', 'join'] as const
type Move = (typeof GROUP_MOVES)[number]

interface Facts {
  id: string
  kind: 'individual' | 'group'
  status: string
  reason: string | null
  progress: number
  objective: number
}

interface Entry {
  instance_id: string | null
  streamer_id: string
  state: string
  reason: string | null
  /** For the next instance. */
  waits: boolean
}

/** What must be true of a campaign at any time, whatever came at once. */
async function assertInvariants(stage: TestStage): Promise<void> {
  const sql = testSql()
  const instances = await sql.run<Facts>('SELECT * FROM instances WHERE campaign_id = $1', [
    stage.campaignId,
  ])
  const ledger = await sql.run<Entry>(
    `SELECT k.instance_id, r.streamer_id, r.state, r.reason, o.redemption_id IS NOT NULL AS waits
     FROM redemptions r
     LEFT JOIN contributions k ON k.redemption_id = r.id
     LEFT JOIN rolled_over o ON o.redemption_id = r.id
     WHERE r.campaign_id = $1`,
    [stage.campaignId]
  )
  const must = (truth: boolean, what: string) => {
    if (!truth) throw new Error(`${what}: ${JSON.stringify({ instances, ledger })}`)
  }
  const isOver = ({ status }: Facts) =>
    ['completed', 'failed', 'expired', 'cancelled'].includes(status)

  must(instances.filter((each) => !isOver(each)).length <= 1, 'two open instances')
  must(
    ledger.every(
      (entry) =>
        (entry.instance_id !== null ||
          entry.state === (entry.waits ? 'received' : 'refund_pending')) &&
        !(entry.instance_id !== null && entry.waits)
    ),
    'a redemption that counts nowhere is neither refunded nor waits'
  )

  for (const each of instances) {
    // What a streamer takes along when leaving a group is no part of its goal any more.
    const own = ledger.filter(
      (entry) =>
        entry.instance_id === each.id &&
        (entry.reason !== 'streamer_left' || each.reason === 'streamer_left')
    )
    const states = new Set(own.map(({ state }) => state))
    const commands = await commandsOf(each.id)
    const executions = await executionsOf(each.id)

    must(each.progress <= each.objective, 'more than the objective')
    must(each.kind === 'group' ? await addsUp(each, own) : own.length === each.progress, 'progress')
    must(executions.length <= 1 && commands.length <= 1, 'executed twice')
    must(each.status !== 'completed' || commands[0]?.status === 'done', 'completed by itself')
    const expected =
      each.status === 'completed' ? 'fulfil_pending' : isOver(each) ? 'refund_pending' : 'counted'
    must(
      [...states].every((state) => state === expected),
      `settled wrongly, not ${expected}`
    )
  }
}

/** Progress of a group is the sum of its parts, and each part is what that streamer's viewers put in. */
async function addsUp({ id, progress, reason }: Facts, own: Entry[]): Promise<boolean> {
  const parts = await testSql().run<{ streamer_id: string; progress: number }>(
    'SELECT streamer_id, progress FROM instance_shares WHERE instance_id = $1',
    [id]
  )
  const isRight = parts.every(
    (part) => own.filter((one) => one.streamer_id === part.streamer_id).length === part.progress
  )
  return (
    parts.reduce((sum, part) => sum + part.progress, 0) === progress &&
    // Called off when the last one left: those who left earlier are among its own again.
    (isRight || reason === 'streamer_left')
  )
}

async function openIds(stage: TestStage): Promise<string[]> {
  const rows = await testSql().run<{ id: string }>(
    `SELECT id FROM instances WHERE campaign_id = $1 AND ended_at IS NULL`,
    [stage.campaignId]
  )
  return rows.map(({ id }) => id)
}

test.group('Whatever comes at once', (group) => {
  const intakes = [openIntake(), openIntake()]

  group.each.setup(() => emptyDatabase())
  group.teardown(() => stopAll(intakes))

  /** Everything of this game that has been bought. */
  let bought: IncomingRedemption[] = []
  group.each.setup(() => {
    bought = []
  })

  const redeem = (channels: Channel[]) => {
    const fresh = intakes.map((_, index) => purchase(channels[index % channels.length].reward))
    bought.push(...fresh)
    return Promise.all(intakes.map((intake, index) => intake.take(fresh[index])))
  }

  /** The same purchase over both lanes at once: a new one, and one from before. */
  const duplicate = (channels: Channel[]) => {
    const fresh = purchase(channels[bought.length % channels.length].reward)
    const before = bought[bought.length >> 1] ?? fresh
    bought.push(fresh)
    return Promise.all(intakes.flatMap((intake) => [intake.take(fresh), intake.take(before)]))
  }

  async function play(stage: TestStage, move: Move, channels: Channel[] = [stage]): Promise<void> {
    const game = await app.container.make(GamificationService)
    const instances = await app.container.make(InstanceManager)
    const ids = await openIds(stage)
    const [, guest] = channels

    switch (move) {
      case 'redeem':
        await redeem(channels)
        return
      case 'duplicate':
        await duplicate(channels)
        return
      case 'leave':
        return guest && leaveGroup(stage, guest.streamer.id)
      case 'join':
        return guest && rejoinGroup(stage, guest.streamer.id)
      case 'roll':
        await roll(stage)
        return
      case 'panic':
        await game.panic(stage.campaignId)
        return game.resume(stage.campaignId)
      case 'cancel':
        for (const id of ids) {
          await transact((sql, after) => instances.cancel(sql, after, id, 'cancelled'))
        }
        return
      case 'expire':
        await testSql().run(
          `UPDATE instances SET version = version + 1, expires_at = now() WHERE campaign_id = $1 AND expires_at IS NOT NULL`,
          [stage.campaignId]
        )
        return expireDue()
      case 'give_up':
        await testSql().run('UPDATE executions SET deadline_at = now()')
        await testSql().run('UPDATE rolled_over SET expires_at = now()')
        return expireDue()
      case 'break':
        return game.takeBreak(stage.campaignId)
      case 'resume':
        return game.resume(stage.campaignId)
      case 'offline':
      case 'online':
        await testSql().run(
          `UPDATE channel_states SET is_live = $2, heard_at = now(),
             offline_since = CASE WHEN $2 THEN NULL ELSE now() - interval '11 minutes' END
           WHERE streamer_id = $1`,
          [stage.streamer.id, move === 'online']
        )
        return expireDue()
      case 'done':
      case 'failed':
        for (const id of ids) {
          const [command] = await commandsOf(id)
          if (command?.status === 'queued') await answer(id, { status: move })
        }
    }
  }

  test('every point stays accounted for, and nothing executes twice', async ({ assert }) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.constantFrom(...MOVES), { minLength: 1, maxLength: 4 }), {
          minLength: 3,
          maxLength: 10,
        }),
        fc.constantFrom('refund', 'roll_over'),
        async (rounds, overshoot) => {
          const stage = await createStage(testSql(), {
            event: { minimum: OBJECTIVE, cooldown_seconds: 0, overshoot },
          })
          await openTable(testSql(), stage.campaignId)

          for (const moves of rounds) {
            await Promise.all(moves.map((move) => play(stage, move)))
            await assertInvariants(stage)
          }
          assert.deepEqual(await innerSums(testSql()), [])
        }
      ),
      { numRuns: 12 }
    )
  }).timeout(120_000)

  test('of a group too, while streamers come and go', async ({ assert }) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.constantFrom(...GROUP_MOVES), { minLength: 1, maxLength: 4 }), {
          minLength: 3,
          maxLength: 10,
        }),
        fc.constantFrom('refund', 'roll_over'),
        async (rounds, overshoot) => {
          const { stage, channels } = await createGroup([0, 0, 0], { minimum: 2, overshoot })
          await openTable(testSql(), stage.campaignId)

          for (const moves of rounds) {
            await Promise.all(moves.map((move) => play(stage, move, channels)))
            await assertInvariants(stage)
          }
          assert.deepEqual(await innerSums(testSql()), [])
        }
      ),
      { numRuns: 12 }
    )
  }).timeout(120_000)

  test('the last contribution, the expiry and a critical: one story for all', async ({
    assert,
  }) => {
    for (let round = 0; round < 12; round++) {
      const stage = await createStage(testSql(), { event: { minimum: OBJECTIVE } })
      await openTable(testSql(), stage.campaignId)
      await Promise.all([purchase, purchase].map((make) => intakes[0]?.take(make(stage.reward))))
      await testSql().run(
        `UPDATE instances SET version = version + 1, expires_at = clock_timestamp() + interval '8 milliseconds'
         WHERE campaign_id = $1`,
        [stage.campaignId]
      )

      await Promise.all([
        intakes[1]?.take(purchase(stage.reward)),
        expireDue(),
        roll(stage),
        expireDue(),
        roll(stage),
      ])
      await expireDue()

      await assertInvariants(stage)
      const [row] = await testSql().run<Facts>(
        'SELECT * FROM instances WHERE campaign_id = $1 ORDER BY started_at',
        [stage.campaignId]
      )
      assert.include(['executing', 'expired', 'armed'], row?.status)
    }
  }).timeout(60_000)

  test('32 rolls and 32 answers to a goal that opens again and again', async () => {
    const stage = await createStage(testSql(), { event: { mode: 'open', cooldown_seconds: 0 } })
    await openTable(testSql(), stage.campaignId)

    for (let round = 0; round < 4; round++) {
      await Promise.all([
        ...Array.from({ length: 8 }, () => roll(stage)),
        ...Array.from({ length: 12 }, () => intakes[round % 2]?.take(purchase(stage.reward))),
      ])
      await assertInvariants(stage)
      await play(stage, 'expire')
      await assertInvariants(stage)
    }
  }).timeout(60_000)
})

test.group('An instance that somebody made by hand', () => {
  test('cannot be open twice', async ({ assert }) => {
    const stage = await createStage(testSql())
    const make = () =>
      createInstance(testSql(), {
        campaignId: stage.campaignId,
        eventId: stage.eventId,
        streamerId: stage.streamer.id,
      })

    await make()
    await assert.rejects(make, /instances_one_open/)
  })
})
