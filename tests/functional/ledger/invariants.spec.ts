import fc from 'fast-check'
import { test } from '@japa/runner'
import logger from '@adonisjs/core/services/logger'
import { Deferred, transact } from '#core/transact'
import { InstanceManager } from '#gamification/lifecycle/instance_manager'
import type { IncomingRedemption } from '#redemptions/incoming_redemption'
import type { RedemptionIntake } from '#redemptions/redemption_intake'
import { SettleRedemptions } from '#redemptions/settlement/settle_redemptions'
import { SettlementError } from '#redemptions/settlement_gateway'
import { createStage, testSql, type TestStage } from '#tests/support/fixtures'
import { FastClock } from '#tests/support/fast_clock'
import { FakeGateway } from '#tests/functional/ledger/fake_gateway'
import { instancesOf, openIntake, purchase, rows, stopAll } from '#tests/functional/ledger/support'

type Step =
  | { kind: 'redeem'; viewer: number; lane: number }
  | { kind: 'duplicate'; of: number; lane: number }
  | { kind: 'settle_by_hand'; of: number; status: 'FULFILLED' | 'CANCELED' }
  | { kind: 'expire' | 'cancel' | 'consume' | 'complete' | 'fail' | 'break' | 'resume' | 'settle' }
  | { kind: 'trouble'; failure: 'retryable' | 'not_found'; afterTheEffect: boolean }

const index = fc.nat({ max: 60 })
const lane = fc.nat({ max: 1 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({ kind: fc.constant('redeem' as const), viewer: fc.nat(5), lane }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('duplicate' as const), of: index, lane }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('settle_by_hand' as const),
      of: index,
      status: fc.constantFrom('FULFILLED' as const, 'CANCELED' as const),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'expire' as const,
        'cancel' as const,
        'consume' as const,
        'complete' as const,
        'fail' as const,
        'break' as const,
        'resume' as const,
        'settle' as const
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('trouble' as const),
      failure: fc.constantFrom('retryable' as const, 'not_found' as const),
      afterTheEffect: fc.boolean(),
    }),
  }
)

const newSettling = (gateway: FakeGateway) =>
  new SettleRedemptions({ sql: testSql, gateway, clock: new FastClock(), log: logger })

/** One game: two intakes and a settlement worker on one event, and everything that can happen to it. */
class Game {
  readonly bought: IncomingRedemption[] = []
  readonly twitch = new FakeGateway(() => new SettlementError('not_found', 'not UNFULFILLED'))
  #manager = new InstanceManager()
  #settling = newSettling(this.twitch)

  constructor(
    private stage: TestStage,
    private intakes: RedemptionIntake[]
  ) {}

  async play(move: Step): Promise<unknown> {
    switch (move.kind) {
      case 'redeem':
        return this.#redeem(move.viewer, move.lane)
      case 'duplicate':
        return this.#again(move.of, (one) => this.intakes[move.lane].take(one))
      case 'settle_by_hand':
        return this.#again(move.of, (one) => this.#byHand(one, move.status))
      case 'break':
      case 'resume':
        return rows(
          `UPDATE campaigns SET break_since = CASE WHEN ? = 'break' THEN now() END WHERE id = ?`,
          [move.kind, this.stage.campaignId]
        )
      case 'settle':
        return this.settle()
      case 'trouble':
        return this.twitch.failures.push({
          error: new SettlementError(move.failure, 'trouble'),
          afterTheEffect: move.afterTheEffect,
        })
      default:
        return this.#moveInstance(move.kind)
    }
  }

  async settle(): Promise<void> {
    await rows('UPDATE redemptions SET next_attempt_at = now() WHERE campaign_id = ?', [
      this.stage.campaignId,
    ])
    await this.#settling.execute()
    await this.#settling.idle()
  }

  /** Until nothing is pending: a fresh worker forgets that Twitch was in trouble. */
  async heal(): Promise<void> {
    this.twitch.failures.length = 0
    this.#settling = newSettling(this.twitch)
    await this.settle()
  }

  #redeem(viewer: number, laneIndex: number) {
    const twitchId = `${this.stage.streamer.broadcasterId}${viewer}`
    const one = purchase(this.stage.reward, {
      viewer: { twitchId, login: `viewer_${twitchId}`, displayName: `Viewer ${viewer}` },
    })
    this.bought.push(one)
    this.twitch.has([one.redemptionId])
    return this.intakes[laneIndex].take(one)
  }

  async #again(of: number, work: (one: IncomingRedemption) => Promise<unknown>) {
    const one = this.bought[of % Math.max(1, this.bought.length)]
    return one && work(one)
  }

  /** A moderator settles what is open, and the update comes as an event. */
  async #byHand(one: IncomingRedemption, status: 'FULFILLED' | 'CANCELED') {
    if (this.twitch.statuses.get(one.redemptionId) === 'UNFULFILLED') {
      this.twitch.has([one.redemptionId], status)
      await this.intakes[0].take({ ...one, status })
    }
  }

  async #moveInstance(kind: 'expire' | 'cancel' | 'consume' | 'complete' | 'fail') {
    const instances = await instancesOf(this.stage.eventId)
    const open = instances.find(({ status }) => ['active', 'armed', 'executing'].includes(status))
    if (!open) return
    if (kind === 'expire') {
      await rows('UPDATE instances SET version = version + 1, expires_at = now() WHERE id = ?', [
        open.id,
      ])
    }
    await transact(async (sql) => {
      const after = new Deferred()
      const report = { message: 'done', originalValue: null, invertedValue: null }
      if (kind === 'expire') await this.#manager.expire(sql, after, open.id)
      if (kind === 'cancel') await this.#manager.cancel(sql, after, open.id, 'cancelled')
      if (kind === 'consume') await this.#manager.consume(sql, after, open.id, {})
      if (kind === 'complete') await this.#manager.complete(sql, after, open.id, report)
      if (kind === 'fail') await this.#manager.fail(sql, after, open.id, 'action_failed', 'no')
    })
  }
}

interface Row {
  id: string
  state: string
  reason: string | null
  instance_id: string | null
}

test.group('Ledger | invariants', (group) => {
  // The worker serves every broadcaster that is due: nothing may be left of another test.
  group.each.setup(async () => {
    await rows(`UPDATE redemptions SET next_attempt_at = now() + interval '1 day'
                WHERE state IN ('fulfil_pending', 'refund_pending')`)
  })

  test('hold over random interleavings', async ({ assert, cleanup }) => {
    const intakes = [openIntake(), openIntake()]
    cleanup(() => stopAll(intakes))

    const check = async (stage: TestStage, game: Game) => {
      const ledger = await rows<Row>(
        'SELECT id, state, reason, instance_id FROM redemptions WHERE campaign_id = ?',
        [stage.campaignId]
      )
      assert.lengthOf(ledger, game.bought.length, 'every purchase is in the ledger, once')

      const instances = await instancesOf(stage.eventId)
      for (const { id, progress, objective } of instances) {
        const counted = ledger.filter((row) => row.instance_id === id)
        assert.equal(counted.length, progress, 'progress is the number of contributions')
        assert.isAtMost(progress, objective)
      }
      const open = instances.filter(({ status }) =>
        ['active', 'armed', 'executing'].includes(status)
      )
      assert.isAtMost(open.length, 1, 'one open instance')
      for (const { state, reason, instance_id: instanceId } of ledger) {
        assert.isTrue(state === 'counted' || reason !== null, 'it says why')
        assert.isTrue(state !== 'counted' || instanceId !== null)
      }
      return { ledger, instances }
    }

    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { maxLength: 8 }), { maxLength: 6 }),
        async (turns) => {
          const stage = await createStage(testSql(), {
            event: { minimum: 4, viewer_cap: 3, cooldown_seconds: 0 },
          })
          const game = new Game(stage, intakes)

          for (const turn of turns) {
            await Promise.all(turn.map((move) => game.play(move)))
            await check(stage, game)
          }

          await game.play({ kind: 'resume' })
          for (const kind of ['consume', 'complete', 'expire'] as const) {
            await game.play({ kind })
          }
          await game.heal()

          const { ledger } = await check(stage, game)
          for (const { id, state } of ledger) {
            const status = game.twitch.statuses.get(id)
            assert.equal(state, status === 'FULFILLED' ? 'fulfilled' : 'refunded', 'as on Twitch')
          }
        }
      ),
      { numRuns: 25 }
    )
  }).timeout(55_000)
})
