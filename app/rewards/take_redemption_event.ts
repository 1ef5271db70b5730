import type { RedemptionIntake } from '#redemptions/redemption_intake'
import type { Envelope } from '#twitch/events/channel_event'

type RedemptionEvent = Envelope<'redemption_added' | 'redemption_updated'>

/**
 * Hands a redemption to the ledger, be it new or settled by somebody else;
 * resolves once that has committed. The intake is made by the first one.
 */
export function takeRedemptionEvent(intake: () => Promise<RedemptionIntake>) {
  let made: Promise<RedemptionIntake> | undefined

  return async ({ channelId, payload }: RedemptionEvent): Promise<void> => {
    made ??= intake()
    const ledger = await made
    await ledger.take({
      redemptionId: payload.redemptionId,
      twitchRewardId: payload.twitchRewardId,
      broadcasterId: channelId,
      viewer: {
        twitchId: payload.viewer.id,
        login: payload.viewer.login,
        displayName: payload.viewer.displayName,
      },
      cost: payload.cost,
      userInput: payload.input,
      redeemedAt: payload.redeemedAt,
      status: payload.status,
    })
  }
}
