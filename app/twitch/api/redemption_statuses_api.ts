import { inject } from '@adonisjs/core'
import { TwitchClient } from '#twitch/api/twitch_client'

const STATUSES = ['UNFULFILLED', 'FULFILLED', 'CANCELED'] as const

export type StatusOnTwitch = (typeof STATUSES)[number]

export interface ListedRedemption {
  status: StatusOnTwitch
  /** Twitch's id of the viewer. */
  viewerId: string
}

/** Every redemption of a reward that Twitch still tells of, whatever its status. */
@inject()
export class RedemptionStatusesApi {
  constructor(private client: TwitchClient) {}

  /**
   * By redemption id. What is settled Twitch forgets after a few days.
   *
   * @throws {TwitchError} when any page is missing
   */
  async of(broadcasterId: string, rewardId: string): Promise<Map<string, ListedRedemption>> {
    const statuses = new Map<string, ListedRedemption>()
    // The open ones first: what is settled meanwhile is then found in the later list.
    for (const status of STATUSES) {
      const { channelPoints } = this.client
      const pages = channelPoints.getRedemptionsForBroadcasterPaginated(
        broadcasterId,
        rewardId,
        status,
        {}
      )
      for (const { id, userId: viewerId } of await pages.getAll()) {
        statuses.set(id, { status, viewerId })
      }
    }
    return statuses
  }
}
