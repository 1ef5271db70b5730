import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import { CommandLog } from '#foundry/commands/command_log'
import { hasLeaseHolder } from '#foundry/lease/has_lease_holder'
import { whyHalted } from '#gamification/control/halted'
import { ControlRefused } from '#gamification/control/refusal'
import { CheckHandlers } from '#gamification/events/check_handlers'
import type { ActionContext } from '#gamification/handlers/action'
import { ActionRegistry } from '#gamification/handlers/registries'
import { lastRoll } from '#gamification/trials/last_roll'

export interface Trial {
  campaignId: string
  actionId: string
  actionSettings: Record<string, unknown>
  /** Name of the GM. */
  by: string
}

/** One thing that the table is asked about. */
export type TriedPart = { commandId: string; label: string }

/** A GM looks at the page until the answer comes. Seconds. */
const PATIENCE = 20

/**
 * Asks the table whether it could do an action as it is set up, by dry runs of everything
 * that it would order: the module checks, and changes nothing. An action for a roll is
 * tried on the last one.
 */
@inject()
export class TryAction {
  constructor(
    private actions: ActionRegistry,
    private checkHandlers: CheckHandlers,
    private commandLog: CommandLog
  ) {}

  /**
   * @returns nothing for an action that asks nothing of the table
   * @throws E_VALIDATION_ERROR 422 with the field
   * @throws ControlRefused when nobody is there to try it, or the action cannot begin
   */
  async execute(sql: Sql, trial: Trial): Promise<TriedPart[]> {
    const { campaignId, actionId } = trial
    const settings = await this.checkHandlers.actionSettings(actionId, trial.actionSettings)
    await refuseWithoutTable(sql, campaignId)

    const tried: TriedPart[] = []
    await this.#run(
      sql,
      trial,
      { actionId, settings, facts: await lastRoll(sql, campaignId) },
      tried
    )
    return tried
  }

  async #run(sql: Sql, trial: Trial, part: Part, tried: TriedPart[]): Promise<void> {
    const { campaignId, by } = trial
    const { actionId, settings, facts } = part
    const { label } = this.actions.get(actionId)

    const context: ActionContext = {
      sql,
      campaignId,
      eventName: 'A try',
      count: 1,
      facts,
      viewers: [by],
      order: async ({ type, payload }) => {
        const { id } = await this.commandLog.append(sql, {
          campaignId,
          instanceId: null,
          type,
          payload,
          origin: { kind: 'gm', label: `${by} tries: ${label}` },
          isDryRun: true,
          expiresInSeconds: PATIENCE,
        })
        tried.push({ commandId: id, label })
      },
      sequence: async (steps) => {
        for (const step of steps) await this.#run(sql, trial, { ...step, facts }, tried)
      },
    }
    await this.#execute(actionId, settings, context)
  }

  async #execute(actionId: string, settings: Record<string, unknown>, context: ActionContext) {
    const action = await this.actions.resolve(actionId)
    try {
      await action.execute(settings, context)
    } catch (error) {
      throw new ControlRefused(error instanceof Error ? error.message : String(error))
    }
  }
}

type Part = Pick<Trial, 'actionId'> &
  Pick<ActionContext, 'facts'> & { settings: Record<string, unknown> }

async function refuseWithoutTable(sql: Sql, campaignId: string): Promise<void> {
  const halted = await whyHalted(sql, campaignId)
  if (halted) {
    throw new ControlRefused(`${halted} Try it when it goes on.`)
  }
  if (!(await hasLeaseHolder(sql, campaignId))) {
    throw new ControlRefused('Foundry is not connected. Open the world as a GM, then try again.')
  }
}
