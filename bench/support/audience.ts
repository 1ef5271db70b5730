import { randomUUID } from 'node:crypto'
import type { IncomingRedemption } from '#redemptions/incoming_redemption'
import type { RedemptionIntake } from '#redemptions/redemption_intake'
import type { TestReward } from '#tests/support/fixtures'

const VIEWERS = 2_000

/** Viewers who buy: `callers` at a time, each buying again once the last has counted. */
export class Audience {
  /** Milliseconds from handing in to committed. */
  readonly durations: number[] = []
  #bought = 0

  constructor(
    private intake: RedemptionIntake,
    private rewards: TestReward[]
  ) {}

  get bought(): number {
    return this.#bought
  }

  /** Redemptions per second over about `seconds`. */
  async rate(seconds: number, callers: number): Promise<number> {
    const before = this.#bought
    const started = performance.now()
    const until = started + seconds * 1_000
    await Promise.all(
      Array.from({ length: callers }, () => this.#buyWhile(() => performance.now() < until))
    )
    return (this.#bought - before) / ((performance.now() - started) / 1_000)
  }

  /** So many redemptions, `callers` at a time. */
  async take(count: number, callers: number): Promise<void> {
    const target = this.#bought + count
    await Promise.all(
      Array.from({ length: callers }, () => this.#buyWhile(() => this.#bought < target))
    )
  }

  async #buyWhile(goesOn: () => boolean): Promise<void> {
    while (goesOn()) {
      const redemption = this.#next()
      const started = performance.now()
      const outcome = await this.intake.take(redemption)
      this.durations.push(performance.now() - started)
      if (outcome.kind !== 'taken' || outcome.state !== 'counted') {
        throw new Error(`A redemption was not counted: ${JSON.stringify(outcome)}`)
      }
    }
  }

  #next(): IncomingRedemption {
    const number = this.#bought++
    const viewer = String(70_000_000 + ((number * 7_919) % VIEWERS))
    const reward = this.rewards[number % this.rewards.length]
    return {
      redemptionId: randomUUID(),
      twitchRewardId: reward.twitchRewardId,
      broadcasterId: reward.broadcasterId,
      viewer: { twitchId: viewer, login: `viewer_${viewer}`, displayName: `Viewer ${viewer}` },
      cost: 100,
      userInput: null,
      redeemedAt: new Date(),
      status: 'UNFULFILLED',
    }
  }
}
