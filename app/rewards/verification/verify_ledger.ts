import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { onLucid, type Sql } from '#core/sql'
import { TwitchError } from '#twitch/twitch_error'
import { type Difference, keyOf } from '#rewards/verification/difference'
import { innerSums } from '#rewards/verification/inner_sums'
import { type RewardToVerify, VerifyReward } from '#rewards/verification/verify_reward'

export interface Verification {
  /** How much was looked at. */
  redemptions: number
  rewards: number
  differences: Difference[]
  /** Rewards that could not be looked at although something of theirs may be open, and why. */
  unseen: { channel: string; reward: string; reason: string }[]
}

interface Candidate extends RewardToVerify {
  has_open: boolean
  has_consent: boolean
}

/** Whether the ledger agrees with itself and with Twitch. Changes nothing. */
@inject()
export class VerifyLedger {
  constructor(private reward: VerifyReward) {}

  async execute(): Promise<Verification> {
    const sql = onLucid(db.connection())
    const differences = await twice(() => innerSums(sql))
    const unseen: Verification['unseen'] = []
    let seen = 0

    for (const reward of await candidates(sql)) {
      try {
        differences.push(...(await this.reward.execute(sql, reward)))
        seen++
      } catch (error) {
        if (!(error instanceof TwitchError)) {
          throw error
        }
        // Nothing can be asked without consent; that matters where something is open.
        if (reward.has_consent || reward.has_open) {
          const { channel, twitch_reward_id: id } = reward
          unseen.push({ channel, reward: id, reason: error.message })
        }
      }
    }
    return { redemptions: await countOf(sql), rewards: seen, differences, unseen }
  }
}

/** As with Twitch: what is just moving is not a difference. */
async function twice(look: () => Promise<Difference[]>): Promise<Difference[]> {
  const first = await look()
  if (first.length === 0) {
    return []
  }
  const second = await look()
  const again = new Set(second.map(keyOf))
  return first.filter((difference) => again.has(keyOf(difference)))
}

/** Every reward that is on Twitch or has something in the ledger. */
function candidates(sql: Sql): Promise<Candidate[]> {
  return sql.run<Candidate>(
    `SELECT t.twitch_reward_id, t.broadcaster_id, COALESCE(a.login, t.broadcaster_id) AS channel,
       COALESCE(a.state = 'valid', false) AS has_consent,
       EXISTS (SELECT FROM redemptions d WHERE d.twitch_reward_id = t.twitch_reward_id
                 AND d.settled_at IS NULL) AS has_open
     FROM (
       SELECT twitch_reward_id, broadcaster_id FROM rewards
       WHERE twitch_reward_id IS NOT NULL AND state IN ('present', 'orphaned')
       UNION SELECT twitch_reward_id, broadcaster_id FROM redemptions
     ) AS t
     LEFT JOIN twitch_accounts a ON a.twitch_id = t.broadcaster_id
     ORDER BY channel, t.twitch_reward_id`
  )
}

async function countOf(sql: Sql): Promise<number> {
  const [row] = await sql.run<{ count: number }>('SELECT count(*)::int AS count FROM redemptions')
  return row.count
}
