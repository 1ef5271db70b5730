import {
  type RedemptionStatus,
  type SettledStatus,
  SettlementGateway,
  type SettleResult,
} from '#redemptions/settlement_gateway'

type Call = { kind: 'settle' | 'read'; ids: string[]; status?: SettledStatus }

/** Twitch's queue, with its rule: one id that is not UNFULFILLED fails the call with 404. */
export class FakeGateway extends SettlementGateway {
  readonly calls: Call[] = []
  readonly statuses = new Map<string, RedemptionStatus>()
  /** Thrown by the next calls to settle, first one first; the effect may have happened. */
  readonly failures: { error: Error; afterTheEffect?: boolean }[] = []
  /** What a 404 looks like. */
  refusal: () => Error
  #under = 0
  mostAtOnce = 0

  constructor(refusal: () => Error) {
    super()
    this.refusal = refusal
  }

  has(ids: string[], status: RedemptionStatus = 'UNFULFILLED'): this {
    ids.forEach((id) => this.statuses.set(id, status))
    return this
  }

  get patches(): Call[] {
    return this.calls.filter(({ kind }) => kind === 'settle')
  }

  async settle(
    _broadcasterId: string,
    _twitchRewardId: string,
    ids: string[],
    status: SettledStatus
  ): Promise<SettleResult[]> {
    this.calls.push({ kind: 'settle', ids, status })
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.#under)
    await new Promise((resolve) => setImmediate(resolve))
    this.#under--

    const failure = this.failures.shift()
    if (failure && !failure.afterTheEffect) throw failure.error
    if (ids.some((id) => this.statuses.get(id) !== 'UNFULFILLED')) throw this.refusal()
    ids.forEach((id) => this.statuses.set(id, status))
    if (failure) throw failure.error
    return ids.map((redemptionId) => ({ redemptionId, status }))
  }

  async read(_broadcasterId: string, _twitchRewardId: string, ids: string[]) {
    this.calls.push({ kind: 'read', ids })
    return new Map(
      ids.flatMap((id) => {
        const status = this.statuses.get(id)
        return status ? [[id, status] as const] : []
      })
    )
  }
}
