import { inject } from '@adonisjs/core'
import type { IncomingRedemption } from '#redemptions/incoming_redemption'
import { RedemptionIntake } from '#redemptions/redemption_intake'
import type { RedemptionOnTwitch } from '#twitch/api/redemption_on_twitch'

/** As many as the intake takes in one transaction, so that their order is kept. */
const BATCH = 100

/** Hands what was found on Twitch's lists to the ledger, in the order of purchase. */
@inject()
export class TakeListed {
  constructor(private intake: RedemptionIntake) {}

  /** @returns those that nobody else has taken in meanwhile, oldest first */
  async execute(redemptions: RedemptionOnTwitch[]): Promise<RedemptionOnTwitch[]> {
    const inOrder = redemptions.toSorted((a, b) => a.redeemedAt.getTime() - b.redeemedAt.getTime())
    const taken: RedemptionOnTwitch[] = []
    for (let start = 0; start < inOrder.length; start += BATCH) {
      const batch = inOrder.slice(start, start + BATCH)
      const outcomes = await Promise.all(batch.map((one) => this.intake.take(incoming(one))))
      taken.push(...batch.filter((_, index) => outcomes[index].kind === 'taken'))
    }
    return taken
  }
}

function incoming(redemption: RedemptionOnTwitch): IncomingRedemption {
  return {
    redemptionId: redemption.id,
    twitchRewardId: redemption.twitchRewardId,
    broadcasterId: redemption.broadcasterId,
    viewer: {
      twitchId: redemption.viewer.id,
      login: redemption.viewer.login,
      displayName: redemption.viewer.displayName,
    },
    cost: redemption.cost,
    userInput: redemption.input,
    redeemedAt: redemption.redeemedAt,
    status: redemption.status,
  }
}
