import { subjectKey } from '#gamification/counting/switches'
import type { RewardedRedemption, Verdict } from '#redemptions/reward_handlers'
import type { Reason } from '#redemptions/reasons'
import type {
  IdleStanding,
  LockedInstance,
  Situation,
  Standing,
} from '#gamification/counting/situation'

export const refuse = (reason: Reason): Verdict => ({ state: 'refund_pending', reason })

/** Of the instance that an event has for a streamer, or for the whole group. */
const instanceKey = ({ kind, eventId, streamerId }: Standing) =>
  subjectKey(eventId, kind === 'group' ? null : streamerId)

/** Why a redemption does not count, whatever is open; null when it may. */
function refusalOf({ redeemedAt }: RewardedRedemption, standing: Standing): Reason | null {
  const { refusal, offlineSince } = standing
  const isOffline = offlineSince !== null && redeemedAt >= offlineSince
  return refusal ?? (isOffline ? 'bought_offline' : null)
}

/** The redemptions of one batch that concern the same instance, in `redeemed_at` order. */
export class Run {
  readonly redemptions: RewardedRedemption[] = []
  /** Of earlier batches: what waited for an instance to start. */
  waiting: RewardedRedemption[] = []

  constructor(
    readonly key: string,
    readonly eventId: string,
    /** Null for a group. */
    readonly streamerId: string | null,
    readonly instance: LockedInstance | null
  ) {}

  /** Whether it matters when the instance before this one ended. */
  get needsHistory(): boolean {
    const { instance } = this
    return instance === null || this.redemptions.some((one) => one.redeemedAt < instance.started_at)
  }

  /**
   * Why a redemption cannot start an instance; null when it can.
   *
   * @param previousEnd when the last instance ended
   */
  static obstacle(
    { redeemedAt }: RewardedRedemption,
    standing: IdleStanding,
    previousEnd: Date | null,
    now: Date
  ): Reason | null {
    const wouldEnd = redeemedAt.getTime() + standing.durationSeconds * 1_000

    if (standing.mode === 'open') return 'no_instance_open'
    if (previousEnd !== null && redeemedAt < previousEnd) return 'late'
    if (standing.readyAt !== null && redeemedAt < standing.readyAt) return 'cooling_down'
    return wouldEnd <= now.getTime() ? 'late' : null
  }

  /**
   * Sorts a batch into runs, in the order of their keys: new instances are made in
   * one order by all. What an event does not take now is refused in `verdicts`;
   * what has no event any more gets no verdict.
   */
  static sort(
    redemptions: RewardedRedemption[],
    { open, idle }: Situation,
    verdicts: Map<string, Verdict>
  ): Run[] {
    const standings = new Map<string, Standing>(
      [...idle, ...open].map((one) => [subjectKey(one.eventId, one.streamerId), one])
    )
    const instances = new Map(open.map((one) => [instanceKey(one), one.instance]))
    const runs = new Map<string, Run>()

    for (const redemption of redemptions) {
      const standing = standings.get(subjectKey(redemption.subjectId, redemption.streamerId))
      const refusal = standing ? refusalOf(redemption, standing) : null
      if (refusal) {
        verdicts.set(redemption.redemptionId, refuse(refusal))
      } else if (standing) {
        const key = instanceKey(standing)
        const { eventId, streamerId, kind } = standing
        const owner = kind === 'group' ? null : streamerId
        const run = runs.get(key) ?? new Run(key, eventId, owner, instances.get(key) ?? null)
        runs.set(key, run)
        run.redemptions.push(redemption)
      }
    }
    return [...runs.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
  }
}
