import { setTimeout as pause } from 'node:timers/promises'
import { SimulatorRefusal } from '#tests/support/twitch_simulator'
import type { RunningApp } from '#tests/support/running_app'
import type { FaultKind, Step, Streamer } from './schedule.js'
import type { Stage } from './stage.js'

/** Answers false when there was nothing to strike. */
type Fault = (stage: Stage, on: { streamer: Streamer; pick: number }) => Promise<unknown>

const ATTEMPTS = 5
const WHILE_MS = 2_000
const SETTLING = { path: 'custom_rewards/redemptions', method: 'PATCH' }
/** Messages older than ten minutes are dropped by whoever keeps Twitch's rule. */
const TOO_LATE_MS = 11 * 60_000

const control = (stage: Stage, path: string, body: Record<string, unknown>) =>
  stage.simulator.control('POST', path, body)

const delivery = (stage: Stage, body: Record<string, unknown>) =>
  control(stage, '/faults/delivery', body)

/** Whatever stands open on Twitch, in the order it was bought. */
const openOn = async (stage: Stage, broadcaster: Streamer) =>
  stage.simulator.redemptions({ broadcaster, status: 'UNFULFILLED' })

/** As whoever supervises it would: again when it ends because the database is just away. */
async function revive(app: RunningApp): Promise<void> {
  for (let attempt = 1; app.hasEnded; attempt++) {
    try {
      await app.begin()
    } catch (error) {
      if (attempt === ATTEMPTS) throw error
    }
  }
}

/** Viewers buy whatever is on sale there. */
async function redeem(stage: Stage, broadcaster: Streamer): Promise<void> {
  for (const reward of await stage.rewardsOf(broadcaster)) {
    if (reward.is_enabled && !reward.is_paused) {
      await stage.simulator.redeem({ broadcaster, reward: reward.id, viewers: 4 })
    }
  }
}

/** Each plays one thing that goes wrong, and takes it back again after a while. */
const FAULTS: Record<FaultKind, Fault> = {
  async process_killed({ apps }, { pick }) {
    const app = apps[pick % apps.length]
    await app.kill()
    await revive(app)
  },

  postgres_restarted: ({ postgres }) => postgres.restart(),

  async redis_stopped({ redis }) {
    await redis.stop()
    await pause(WHILE_MS)
    await redis.begin()
  },

  async sockets_dropped(stage, { streamer }) {
    await delivery(stage, { refuseSocketsMs: WHILE_MS })
    await control(stage, '/sockets/drop', {})
    await redeem(stage, streamer)
  },

  async errors_500(stage, { pick }) {
    await control(stage, '/faults/http', {
      ...SETTLING,
      status: 500,
      probability: 0.7,
      seed: pick,
      durationMs: WHILE_MS,
    })
    await control(stage, '/faults/settlement', { perSecond: 4, overflow: 'error' })
    await pause(WHILE_MS)
    await control(stage, '/faults/settlement', { perSecond: 0 })
  },

  limits_429: (stage) =>
    control(stage, '/faults/http', { path: 'channel_points', status: 429, durationMs: WHILE_MS }),

  answers_lost: (stage) => control(stage, '/faults/http', { ...SETTLING, times: 3, applied: true }),

  async refresh_refused(stage, { streamer }) {
    await control(stage, '/faults/tokens', { refuseRefresh: -1 })
    await control(stage, '/tokens/expire', { login: streamer })
    await pause(WHILE_MS)
    await control(stage, '/faults/tokens', { refuseRefresh: 0 })
    await stage.streamers[streamer].consent()
  },

  async consent_revoked(stage, { streamer }) {
    await control(stage, '/authorizations/revoke', { login: streamer })
    await pause(WHILE_MS)
    await stage.streamers[streamer].consent()
  },

  duplicates: (stage) => delivery(stage, { duplicates: 20 }),

  two_message_ids: (stage) => delivery(stage, { twins: 20 }),

  async settled_by_hand(stage, { streamer, pick }) {
    await redeem(stage, streamer)
    const ids = (await openOn(stage, streamer)).slice(0, 3).map(({ id }) => id)
    if (ids.length === 0) return false
    const status = pick % 2 === 0 ? 'CANCELED' : 'FULFILLED'
    return control(stage, '/redemptions/settle', { ids, status })
  },

  async reward_deleted(stage, { streamer, pick }) {
    const rewards = await stage.rewardsOf(streamer)
    const reward = rewards[pick % rewards.length]
    await stage.simulator.control('DELETE', '/rewards', {
      broadcaster: streamer,
      reward: reward.id,
    })
  },

  async clock_late(stage) {
    await delivery(stage, { backdateMs: TOO_LATE_MS, delayMs: 200 })
    await pause(WHILE_MS)
    await delivery(stage, { backdateMs: 0, delayMs: 0 })
  },
}

/** @returns whether it was played */
export async function playFault(
  stage: Stage,
  step: Extract<Step, { act: 'fault' }>
): Promise<boolean> {
  try {
    return (await FAULTS[step.kind](stage, step)) !== false
  } catch (error) {
    // Another fault came first: the reward is gone, the permission revoked, the redemption settled.
    if (error instanceof SimulatorRefusal) return false
    throw error
  }
}
