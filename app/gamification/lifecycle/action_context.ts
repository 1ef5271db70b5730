import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import { CommandLog } from '#foundry/commands/command_log'
import type { CommandOrigin } from '#foundry/protocol'
import type { ActionContext, Order, Step } from '#gamification/handlers/action'
import type { AnnouncedRow } from '#gamification/public_instance'

/** What an action has asked for while it ran. */
export interface Asked {
  context: ActionContext
  /** Ids of the commands to the table. */
  orders: string[]
  steps: Step[]
}

/** Makes what an action is given for one run, and notes what it asks for. */
@inject()
export class ActionContexts {
  constructor(private commands: CommandLog) {}

  of(sql: Sql, instance: AnnouncedRow): Asked {
    const viewers = [...new Set(instance.latest_viewers ?? [])].reverse()
    const { id: instanceId, campaign_id: campaignId, rules } = instance
    const orders: string[] = []
    const steps: Step[] = []
    const origin = originOf(rules.eventName, viewers)

    const order = async ({ type, payload }: Order) => {
      const command = { campaignId, instanceId, type, payload, origin }
      const { id } = await this.commands.append(sql, command)
      orders.push(id)
    }
    const sequence = async (parts: Step[]) => void steps.push(...parts)

    const context = {
      sql,
      campaignId,
      eventName: rules.eventName,
      count: instance.progress,
      facts: instance.trigger_facts ?? {},
      viewers,
      order,
      sequence,
    }
    return { context, orders, steps }
  }
}

/** Where a command comes from, in words for the GM: the event and who tipped the scales. */
function originOf(label: string, viewers: string[]): CommandOrigin {
  const viewer = viewers.at(-1)
  const origin: CommandOrigin = { kind: 'instance', label }
  return viewer === undefined ? origin : { ...origin, viewer }
}
