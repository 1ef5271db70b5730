import {
  type RedemptionStatus,
  type SettledStatus,
  SettlementGateway,
} from '#redemptions/settlement_gateway'

/** Settles whatever is asked of it, and asks nobody. */
export class PretendedTwitch extends SettlementGateway {
  #statuses = new Map<string, SettledStatus>()

  async settle(
    _broadcasterId: string,
    _rewardId: string,
    redemptionIds: string[],
    status: SettledStatus
  ) {
    return redemptionIds.map((redemptionId) => {
      const settled = this.#statuses.get(redemptionId) ?? status
      this.#statuses.set(redemptionId, settled)
      return { redemptionId, status: settled }
    })
  }

  async read(_broadcasterId: string, _rewardId: string, redemptionIds: string[]) {
    return new Map(
      redemptionIds.map((id): [string, RedemptionStatus] => [
        id,
        this.#statuses.get(id) ?? 'UNFULFILLED',
      ])
    )
  }
}
