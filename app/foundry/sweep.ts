import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { onLucid } from '#core/sql'
import { ExpireCommands } from '#foundry/commands/expire_commands'
import { TimedEffects } from '#foundry/commands/timed_effects'
import { FoundryChanged } from '#foundry/foundry_changed'
import { LeaseDesk } from '#foundry/lease/lease_desk'

const TIDY_EVERY_MS = 600_000

/**
 * What time alone brings about: leases that nobody renewed, commands that
 * nobody answered, conditions whose time is over, pairings and event ids that nobody needs any more.
 */
@inject()
export class Sweep {
  #tidiedAt = 0

  constructor(
    private leaseDesk: LeaseDesk,
    private expireCommands: ExpireCommands,
    private timedEffects: TimedEffects
  ) {}

  /** @returns true when there may be more to do at once */
  async execute(): Promise<boolean> {
    for (const campaignId of await this.leaseDesk.freeLapsed(onLucid(db.connection()))) {
      await FoundryChanged.dispatch(campaignId, 'lease')
    }

    const hasExpired = await this.expireCommands.execute()
    const hasMore = (await this.timedEffects.endDue()) || hasExpired

    if (performance.now() - this.#tidiedAt > TIDY_EVERY_MS || this.#tidiedAt === 0) {
      this.#tidiedAt = performance.now()
      await this.#tidy()
    }
    return hasMore
  }

  async #tidy(): Promise<void> {
    const sql = onLucid(db.connection())
    await sql.run(`DELETE FROM foundry_pairings WHERE expires_at < now() - interval '1 day'`)
    await sql.run(`DELETE FROM foundry_events WHERE received_at < now() - interval '7 days'`)
    await sql.run(`DELETE FROM foundry_tokens WHERE expires_at < now() - interval '30 days'`)
  }
}
