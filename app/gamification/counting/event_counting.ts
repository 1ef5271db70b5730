import type { Clock } from '#core/clock'
import type { LaneSql } from '#core/lane/lane'
import type {
  Counting,
  Prepared,
  RewardedRedemption,
  RewardHandler,
  Subject,
  Verdict,
} from '#redemptions/reward_handlers'
import type { ContributionBoosts } from '#gamification/counting/contribution_boosts'
import { advance } from '#gamification/counting/advance'
import { previousEnds, recallViewers } from '#gamification/counting/history'
import {
  type IdleStanding,
  type Situation,
  SituationReader,
} from '#gamification/counting/situation'
import { refuse, Run } from '#gamification/counting/run'
import { countWaiting, keepForNext, waitingFor } from '#gamification/counting/rolled_over'
import { startInstance } from '#gamification/counting/start_instance'
import { Tally } from '#gamification/counting/tally'

/** What counting has done to instances, by id. */
export interface CountedInstances {
  created: string[]
  moved: string[]
  armed: string[]
}

const NOTIFY_REWARDS = `SELECT pg_notify('rewards', '')`

/**
 * Counts redemptions of event rewards towards instances, starting and arming
 * them on the way, all in the intake's transaction. In `redeemed_at` order; what
 * does not fit is refunded with its reason.
 */
export class EventCounting implements RewardHandler {
  #situations = new SituationReader()

  constructor(
    private clock: Clock,
    private boosts: ContributionBoosts,
    /** Told after the commit. */
    private onCounted: (counted: CountedInstances) => void
  ) {}

  async prepare(sql: LaneSql, subjects: Subject[], mayAssume: boolean): Promise<Prepared> {
    const situation = await this.#situations.read(sql, subjects, mayAssume)
    return { count: (redemptions) => this.#count(sql, situation, redemptions) }
  }

  async #count(
    sql: LaneSql,
    situation: Situation,
    redemptions: RewardedRedemption[]
  ): Promise<Counting> {
    const verdicts = new Map<string, Verdict>()
    const boosts = await this.boosts.of(sql, redemptions)
    const runs = Run.sort(redemptions, situation, verdicts)
    const tallies = await this.#tallies(sql, runs, situation, verdicts)
    await recallViewers(sql, tallies)

    for (const { tally, run } of tallies) {
      countWaiting(sql, tally, run.waiting)
      for (const redemption of run.redemptions) {
        if (!verdicts.has(redemption.redemptionId)) {
          const verdict = tally.offer(redemption, boosts.factorOf(redemption))
          verdicts.set(redemption.redemptionId, verdict)
          // Where the goal has room for one only, it would be spent for nothing.
          if (tally.weightOf(redemption) > 1) boosts.spend(redemption)
        }
      }
      keepForNext(sql, run, tally)
    }

    boosts.write(sql)
    const { written, moved, filled } = advance(
      sql,
      tallies.map(({ tally }) => tally),
      situation.isAssumed
    )
    this.#situations.advanced(written)
    const created = tallies.filter(({ run }) => run.instance === null).map(({ tally }) => tally)
    if (created.length > 0 || filled.length > 0) {
      // Whether a reward is on sale depends on it.
      sql.later(NOTIFY_REWARDS, [])
    }
    return {
      verdicts,
      afterCommit: () =>
        this.onCounted({ created: ids(created), moved: ids(moved), armed: ids(filled) }),
    }
  }

  doubt(): void {
    this.#situations.doubt()
  }

  /** One for each run that has an instance, or may start one. */
  async #tallies(sql: LaneSql, runs: Run[], { idle }: Situation, verdicts: Map<string, Verdict>) {
    const tallies: { run: Run; tally: Tally }[] = []
    const ends = await previousEnds(
      sql,
      runs.filter((run) => run.needsHistory)
    )

    for (const run of runs) {
      const previousEnd = ends.get(run.key) ?? null
      const started = run.instance ? null : await this.#start(sql, run, idle, previousEnd, verdicts)
      if (started) {
        run.waiting = await waitingFor(sql, run, started)
      }
      const instance = run.instance ?? started
      if (instance) {
        tallies.push({ run, tally: new Tally(instance, previousEnd) })
      }
    }
    return tallies
  }

  /** By the first redemption that can; those before it are refused. */
  async #start(
    sql: LaneSql,
    run: Run,
    idle: IdleStanding[],
    previousEnd: Date | null,
    verdicts: Map<string, Verdict>
  ) {
    const now = this.clock.now().toJSDate()

    for (const redemption of run.redemptions) {
      const standing = idle.find(
        ({ eventId, streamerId }) =>
          eventId === redemption.subjectId && streamerId === redemption.streamerId
      )
      const obstacle = standing && Run.obstacle(redemption, standing, previousEnd, now)
      if (standing && !obstacle) {
        return startInstance(sql, { standing, at: redemption.redeemedAt })
      }
      if (obstacle) {
        verdicts.set(redemption.redemptionId, refuse(obstacle))
      }
    }
    return null
  }
}

const ids = (tallies: Tally[]) => tallies.map(({ instance }) => instance.id)
