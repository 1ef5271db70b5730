import { inject } from '@adonisjs/core'
import { Logger } from '@adonisjs/core/logger'
import type { ActionReport, ActionResult } from '#gamification/handlers/action'
import { ActionRegistry } from '#gamification/handlers/registries'
import { say } from '#gamification/handlers/say'
import type { TriggerFacts } from '#gamification/handlers/trigger_facts'

interface Executed {
  actionId: string
  settings: Record<string, unknown>
  facts: TriggerFacts | null
}

/** What a success is called on stream. Never throws: the points are spent well already. */
@inject()
export class ReportAction {
  constructor(
    private actions: ActionRegistry,
    private logger: Logger
  ) {}

  async execute(
    { actionId, settings, facts }: Executed,
    result: ActionResult
  ): Promise<ActionReport> {
    try {
      const action = await this.actions.resolve(actionId)
      const own = action.report?.(settings, facts ?? {}, result)
      return own ?? say(result.message ?? facts?.roll?.character ?? '')
    } catch (error) {
      this.logger.warn(
        { event: 'action.no_report', actionId, err: error },
        'No report of an action'
      )
      return say(result.message ?? '')
    }
  }
}
