import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import type { Infer } from '@vinejs/vine/types'
import { Clock } from '#core/clock'
import { onLucid } from '#core/sql'
import { FoundryChanged } from '#foundry/foundry_changed'
import { toLeaseState } from '#foundry/lease/lease'
import { LeaseDesk } from '#foundry/lease/lease_desk'
import type { HeartbeatResponse } from '#foundry/protocol'
import type { BridgeCaller } from '#foundry/tokens/authenticate_token'
import type { heartbeatValidator } from '#foundry/validators/session_validators'

/** A tab's sign of life. It keeps, takes or gives up the lease. */
@inject()
export class Beat {
  constructor(
    private leaseDesk: LeaseDesk,
    private clock: Clock
  ) {}

  async execute(
    caller: BridgeCaller,
    { clientId, candidate, release }: Infer<typeof heartbeatValidator>
  ): Promise<HeartbeatResponse> {
    const tab = { ...caller, clientId }
    const isCandidate = candidate && release !== true
    const { row, changed } = await this.leaseDesk.signOfLife(
      onLucid(db.connection()),
      tab,
      caller.userName,
      isCandidate
    )

    if (changed) {
      await FoundryChanged.dispatch(caller.campaign.id, 'lease')
    }

    return {
      serverTime: this.clock.now().toJSDate().toISOString(),
      head: caller.head,
      paused: caller.isPaused,
      lease: toLeaseState(row, tab),
    }
  }
}
