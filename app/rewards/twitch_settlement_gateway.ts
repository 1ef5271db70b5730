import { inject } from '@adonisjs/core'
import {
  type RedemptionStatus,
  type SettledStatus,
  SettlementError,
  type SettlementFailure,
  SettlementGateway,
  type SettleResult,
} from '#redemptions/settlement_gateway'
import { confirmGone } from '#rewards/confirm_gone'
import { ChannelPointsApi } from '#twitch/api/channel_points_api'
import { TwitchError, type TwitchErrorKind } from '#twitch/twitch_error'

/** Whatever is not here may pass by itself. */
const FAILURES: Partial<Record<TwitchErrorKind, SettlementFailure>> = {
  rate_limited: 'limited',
  not_found: 'not_found',
  reward_gone: 'reward_gone',
  not_connected: 'unauthorized',
  unauthorized: 'unauthorized',
  missing_scope: 'unauthorized',
  forbidden: 'refused',
  not_ours: 'refused',
  not_affiliate: 'refused',
}

/** Settles over Helix, with the broadcaster's token. */
@inject()
export class TwitchSettlementGateway extends SettlementGateway {
  constructor(private api: ChannelPointsApi) {
    super()
  }

  async settle(
    broadcasterId: string,
    twitchRewardId: string,
    redemptionIds: string[],
    status: SettledStatus
  ): Promise<SettleResult[]> {
    const settled = await this.#explained(
      { broadcasterId, twitchRewardId },
      this.api.settle(broadcasterId, twitchRewardId, redemptionIds, status)
    )
    return settled.map((redemptionId) => ({ redemptionId, status }))
  }

  async read(
    broadcasterId: string,
    twitchRewardId: string,
    redemptionIds: string[]
  ): Promise<Map<string, RedemptionStatus>> {
    const found = await this.#explained(
      { broadcasterId, twitchRewardId },
      this.api.redemptionsById(broadcasterId, twitchRewardId, redemptionIds)
    )
    return new Map(found.map(({ id, status }) => [id, status]))
  }

  async #explained<Result>(
    reward: { broadcasterId: string; twitchRewardId: string },
    call: Promise<Result>
  ): Promise<Result> {
    try {
      return await call
    } catch (error) {
      if (error instanceof TwitchError) {
        const { kind, message, retryAfterMs } = await confirmGone(this.api, reward, error)
        throw new SettlementError(FAILURES[kind] ?? 'retryable', message, retryAfterMs ?? undefined)
      }
      throw error
    }
  }
}
