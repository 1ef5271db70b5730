import type { RewardedRedemption, Verdict } from '#redemptions/reward_handlers'
import type { Reason } from '#redemptions/reasons'
import type { LockedInstance, Situation, Standing } from '#gamification/counting/situation'

/** A redemption of an event that is on, with what holds for its streamer. */
export interface Offer {
  redemption: RewardedRedemption
  standing: Standing
}

export const refuse = (reason: Reason): Verdict => ({ state: 'refund_pending', reason })

/** Of the instance that an event has for a streamer, or for the whole group. */
const keyOf = (eventId: string, streamerId: string | null) => `${eventId}/${streamerId ?? ''}`

const instanceKey = ({ kind, eventId, streamerId }: Standing) =>
  keyOf(eventId, kind === 'group' ? null : streamerId)

/** The redemptions of one batch that concern the same instance, in `redeemed_at` order. */
export class Run {
  constructor(
    readonly key: string,
    readonly instance: LockedInstance | null,
    readonly offers: Offer[]
  ) {}

  get standing(): Standing {
    return this.offers[0].standing
  }

  get streamerId(): string | null {
    return this.standing.kind === 'group' ? null : this.standing.streamerId
  }

  /** Whether it matters when the instance before this one ended. */
  get needsHistory(): boolean {
    const { instance } = this
    return instance === null
      ? this.standing.mode !== 'open'
      : this.offers.some(({ redemption }) => redemption.redeemedAt < instance.started_at)
  }

  /**
   * Why a redemption cannot start an instance; null when it can.
   *
   * @param previousEnd when the last instance ended
   */
  static obstacle({ redemption, standing }: Offer, previousEnd: Date | null, now: Date) {
    const { redeemedAt } = redemption
    const wouldEnd = redeemedAt.getTime() + standing.durationSeconds * 1_000

    if (standing.mode === 'open') return 'no_instance_open'
    if (previousEnd !== null && redeemedAt < previousEnd) return 'late'
    if (standing.readyAt !== null && redeemedAt < standing.readyAt) return 'cooling_down'
    return wouldEnd <= now.getTime() ? 'late' : null
  }

  /**
   * Sorts a batch into runs. What its event does not take now is refused in
   * `verdicts`; what has no event any more gets no verdict. In the order of their
   * keys: new instances are made in one order by all.
   */
  static sort(
    redemptions: RewardedRedemption[],
    situation: Situation,
    verdicts: Map<string, Verdict>
  ): Run[] {
    const standings = new Map(
      situation.standings.map((one) => [keyOf(one.eventId, one.streamerId), one])
    )
    const instances = new Map(
      situation.locked.map((one) => [keyOf(one.event_id, one.streamer_id), one])
    )
    const offers: Offer[] = []

    for (const redemption of redemptions) {
      const standing = standings.get(keyOf(redemption.subjectId, redemption.streamerId))
      if (standing?.refusal) {
        verdicts.set(redemption.redemptionId, refuse(standing.refusal))
      } else if (standing) {
        offers.push({ redemption, standing })
      }
    }

    return [...Map.groupBy(offers, ({ standing }) => instanceKey(standing))]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, group]) => new Run(key, instances.get(key) ?? null, group))
  }
}
