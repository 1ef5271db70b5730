import { inject } from '@adonisjs/core'
import { notify } from '#core/jobs/notifications'
import type { Sql } from '#core/sql'
import { type AfterCommit, transact } from '#core/transact'
import { isUuid } from '#core/ids'
import { DecideCommand } from '#foundry/commands/decide_command'
import { CampaignSwitches } from '#gamification/control/campaign_switches'
import { FireByHand } from '#gamification/control/fire_by_hand'
import { refuseWhenHalted } from '#gamification/control/halted'
import { ControlRefused, NoSuchInstance } from '#gamification/control/refusal'
import { ExecutionTracker } from '#gamification/lifecycle/execution_tracker'
import { InstanceManager } from '#gamification/lifecycle/instance_manager'
import { lockInstance } from '#gamification/lifecycle/lock_instance'
import type { AnnouncedRow } from '#gamification/public_instance'

interface Gm {
  id: string
  displayName: string
}

/** An instance as a GM's address names it. */
interface Target {
  campaignId: string
  instanceId: string
}

/**
 * What a GM can do to a running game, each in one transaction. Two GMs who
 * press at once: the second is told that the state has changed.
 */
@inject()
export class GamificationService {
  constructor(
    private instances: InstanceManager,
    private tracker: ExecutionTracker,
    private decideCommand: DecideCommand,
    private fireByHand: FireByHand,
    private switches: CampaignSwitches
  ) {}

  /** Calls an instance off before it is executed, and refunds it. */
  cancel(target: Target, gm: Gm): Promise<AnnouncedRow> {
    return this.#on(target, ({ sql, after, instance }) =>
      this.instances.cancel(sql, after, instance.id, 'cancelled', gm.id)
    )
  }

  /** The goal counts as reached, whatever the progress. */
  force(target: Target): Promise<AnnouncedRow> {
    return this.#on(target, async ({ sql, after, instance }) => {
      // An armed one waits, as those of mode `consume` do.
      if (instance.mode !== 'consume') await refuseWhenHalted(sql, instance.campaign_id)
      const forced = await this.instances.force(sql, after, instance.id)
      if (forced?.status === 'executing') await this.#enqueue(sql, forced)
      return forced
    })
  }

  /** The GM's button of the trigger `manual`. */
  fire(target: Target, gm: Gm): Promise<AnnouncedRow> {
    return this.#on(target, ({ sql, after, instance }) =>
      this.fireByHand.execute(sql, after, instance, gm.displayName)
    )
  }

  approve(target: Target, gm: Gm): Promise<AnnouncedRow> {
    return this.#on(target, async ({ sql, after, instance }) => {
      await refuseWhenHalted(sql, instance.campaign_id)
      const approved = await this.instances.approve(sql, after, instance.id, gm.id)
      if (approved) await this.#enqueue(sql, approved)
      return approved
    })
  }

  reject(target: Target, gm: Gm): Promise<AnnouncedRow> {
    return this.#on(target, ({ sql, after, instance }) =>
      this.instances.reject(sql, after, instance.id, gm.id)
    )
  }

  /** A GM knows whether an uncertain execution happened: it did, or it is refunded. */
  decide(target: Target, gm: Gm, happened: boolean): Promise<AnnouncedRow> {
    return this.#on(target, async ({ sql, after, instance }) => {
      const undecided = await undecidedCommands(sql, instance.id)
      const decision = happened ? 'apply' : 'ignore'

      for (const { id } of undecided) {
        const by = gm.displayName
        await this.decideCommand.within(sql, target.campaignId, id, decision, by, after)
      }
      return undecided.length > 0 ? lockInstance(sql, instance.id) : null
    })
  }

  /** The event may be sold again at once. Null: of a group event. */
  async resetCooldown(campaignId: string, eventId: string, streamerId: string | null) {
    await transact(async (sql) => {
      await sql.run(
        `DELETE FROM cooldowns k USING gamification_events e
         WHERE e.id = k.event_id AND e.campaign_id = $1 AND k.event_id = $2
           AND k.streamer_id IS NOT DISTINCT FROM $3::uuid`,
        [campaignId, eventId, streamerId]
      )
      await notify(sql, 'rewards')
    })
  }

  takeBreak(campaignId: string): Promise<void> {
    return transact((sql) => this.switches.takeBreak(sql, campaignId))
  }

  resume(campaignId: string): Promise<void> {
    return transact((sql) => this.switches.resume(sql, campaignId))
  }

  /** @returns how many instances were called off */
  panic(campaignId: string): Promise<number> {
    return transact((sql, after) => this.switches.panic(sql, after, campaignId))
  }

  /** The worker dispatches it as soon as the table is there. */
  async #enqueue(sql: Sql, instance: AnnouncedRow): Promise<void> {
    await this.tracker.begin(sql, instance)
    await notify(sql, 'executions')
  }

  async #on(
    { campaignId, instanceId }: Target,
    act: (context: {
      sql: Sql
      after: AfterCommit
      instance: AnnouncedRow
    }) => Promise<AnnouncedRow | null>
  ): Promise<AnnouncedRow> {
    return transact(async (sql, after) => {
      const instance = isUuid(instanceId) ? await lockInstance(sql, instanceId) : null

      if (instance?.campaign_id !== campaignId) {
        throw new NoSuchInstance()
      }

      const changed = await act({ sql, after, instance })

      if (!changed) {
        throw new ControlRefused(`That is not possible any more: it is ${instance.status} now.`)
      }
      return changed
    })
  }
}

/** What nobody can vouch for, of an execution. */
function undecidedCommands(sql: Sql, instanceId: string): Promise<{ id: string }[]> {
  return sql.run<{ id: string }>(
    `SELECT id FROM foundry_commands
     WHERE instance_id = $1 AND status IN ('uncertain', 'needs-gm') AND undo_of IS NULL
     ORDER BY seq`,
    [instanceId]
  )
}
