import { randomUUID } from 'node:crypto'
import type { Sql } from '#core/sql'
import type { RedemptionIntake } from '#redemptions/redemption_intake'
import { pick } from '#rehearsal/play/random'
import type { RehearsalClock } from '#rehearsal/play/fast_clock'
import type { Script } from '#rehearsal/scene'

interface ForSale {
  twitchRewardId: string
  broadcasterId: string
  cost: number
  maxPerViewer: number | null
}

const SECONDS_IN_A_MINUTE = 60

/** Viewers who are not there: they redeem what is on sale, as eagerly as the script says. */
export class Crowd {
  #until = 0
  /** What is owed of the next redemption. */
  #rest = 0
  #bought = new Map<string, number>()
  readonly taken: Promise<unknown>[] = []

  constructor(
    private script: Script,
    private intake: RedemptionIntake,
    private clock: RehearsalClock,
    private random: () => number
  ) {}

  /** Everything that they redeem up to this moment. */
  async act(sql: Sql): Promise<void> {
    const second = Math.min(this.clock.second, this.script.seconds)
    this.#rest += this.#wanted(this.#until, second)
    this.#until = second
    const count = Math.floor(this.#rest)
    this.#rest -= count
    if (count === 0) {
      return
    }

    const shelf = await onSale(sql)
    for (let index = 0; index < count; index++) {
      this.#redeem(pick(shelf, this.random))
    }
  }

  #wanted(from: number, to: number): number {
    const { waves, viewers } = this.script
    return waves.reduce((sum, { from: start, perMinute }, index) => {
      const end = waves[index + 1]?.from ?? this.script.seconds
      const seconds = Math.max(0, Math.min(to, end) - Math.max(from, start))
      return sum + (seconds / SECONDS_IN_A_MINUTE) * perMinute * (viewers / 1_000)
    }, 0)
  }

  #redeem(reward: ForSale | undefined): void {
    const number = Math.floor(this.random() * this.script.viewers) + 1
    if (!reward) {
      return
    }
    const key = `${number}:${reward.twitchRewardId}`
    const bought = this.#bought.get(key) ?? 0
    if (reward.maxPerViewer !== null && bought >= reward.maxPerViewer) {
      return
    }
    this.#bought.set(key, bought + 1)
    const redemption = this.intake.take({
      redemptionId: randomUUID(),
      twitchRewardId: reward.twitchRewardId,
      broadcasterId: reward.broadcasterId,
      viewer: {
        twitchId: String(800_000_000 + number),
        login: `viewer_${number}`,
        displayName: `Viewer ${number}`,
      },
      cost: reward.cost,
      userInput: null,
      redeemedAt: new Date(this.clock.millis()),
      status: 'UNFULFILLED',
    })
    this.taken.push(redemption)
  }
}

/** What Twitch would let them buy. */
function onSale(sql: Sql): Promise<ForSale[]> {
  return sql.run<ForSale>(
    `SELECT twitch_reward_id AS "twitchRewardId", broadcaster_id AS "broadcasterId", cost,
            max_per_viewer AS "maxPerViewer"
     FROM rewards WHERE state = 'present' AND is_enabled AND NOT is_paused AND retired_at IS NULL
     ORDER BY id`
  )
}
