import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { Clock } from '#core/clock'
import env from '#start/env'
import { type ContributionBoosts, NoBoosts } from '#gamification/counting/contribution_boosts'
import { type CountedInstances, EventCounting } from '#gamification/counting/event_counting'
import type { IncomingRedemption } from '#redemptions/incoming_redemption'
import type { LaneLog } from '#core/lane/batch_runner'
import { RedemptionIntake } from '#redemptions/redemption_intake'
import { RewardHandlers, type RewardHandler } from '#redemptions/reward_handlers'
import type { TestReward } from '#tests/support/fixtures'

interface LaneOptions {
  handlers?: Record<string, RewardHandler>
  clock?: Clock
  boosts?: ContributionBoosts
  onCounted?: (counted: CountedInstances) => void
  /** Told when a batch meets others again and again. */
  onRetried?: () => void
}

/** An intake with its own connection, as each process has one; stop it. */
export function openIntake(options: LaneOptions = {}): RedemptionIntake {
  const clock = options.clock ?? new Clock()
  const handlers = new RewardHandlers().register(
    'event',
    new EventCounting(clock, options.boosts ?? new NoBoosts(), options.onCounted ?? (() => {}))
  )
  for (const [id, handler] of Object.entries(options.handlers ?? {})) {
    handlers.register(id, handler)
  }
  return new RedemptionIntake({
    connectionString: env.get('DATABASE_URL'),
    handlers,
    clock,
    log: options.onRetried ? tellRetries(options.onRetried) : logger,
  })
}

const tellRetries = (onRetried: () => void): LaneLog => ({
  warn: onRetried,
  error: (fields, message) => logger.error(fields, message),
})

export async function stopAll(intakes: RedemptionIntake[]): Promise<void> {
  await Promise.all(intakes.map((intake) => intake.stop()))
}

let viewer = 0

/** A purchase by a viewer of its own, unless said otherwise. */
export function purchase(
  reward: TestReward,
  changes: Partial<IncomingRedemption> = {}
): IncomingRedemption {
  const twitchId = `9${process.pid}${viewer++}`
  return {
    redemptionId: randomUUID(),
    twitchRewardId: reward.twitchRewardId,
    broadcasterId: reward.broadcasterId,
    viewer: { twitchId, login: `viewer_${twitchId}`, displayName: `Viewer ${twitchId}` },
    cost: 100,
    userInput: null,
    redeemedAt: new Date(),
    status: 'UNFULFILLED',
    ...changes,
  }
}

export async function rows<Row>(text: string, values: (string | number)[] = []): Promise<Row[]> {
  const { rows: found } = await db.rawQuery(text, values)
  return found
}

export interface LedgerCount {
  state: string
  reason: string | null
  count: number
}

/** How the redemptions of a reward stand, by state and reason. */
export function ledgerOf(reward: TestReward): Promise<LedgerCount[]> {
  return rows<LedgerCount>(
    `SELECT state, reason, count(*)::int AS count FROM redemptions
     WHERE twitch_reward_id = ? GROUP BY state, reason ORDER BY state, reason`,
    [reward.twitchRewardId]
  )
}

export interface InstanceState {
  id: string
  status: string
  objective: number
  progress: number
}

export function instancesOf(eventId: string): Promise<InstanceState[]> {
  return rows<InstanceState>(
    `SELECT id, status, objective, progress FROM instances WHERE event_id = ? ORDER BY started_at`,
    [eventId]
  )
}
