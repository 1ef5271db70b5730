import { errors } from '@vinejs/vine'
import type { Sql } from '#core/sql'
import { commandsOf } from '#gamification/handlers/commands_of'
import type { ActionRegistry } from '#gamification/handlers/registries'

interface Row {
  id: string
  actionId: string
  settings: Record<string, unknown>
}

/** What each of these events needs of the table, by the event's id. Those that need nothing may be left out. */
export async function commandsByEvent(
  sql: Sql,
  actions: ActionRegistry,
  eventIds: string[]
): Promise<Record<string, readonly string[]>> {
  const rows = await sql.run<Row>(
    `SELECT id, action_id AS "actionId", action_settings AS settings FROM gamification_events
     WHERE id = ANY ($1::uuid[]) AND action_id = ANY ($2::text[])`,
    [[...new Set(eventIds)], actions.all().map(({ id }) => id)]
  )
  const needs = await Promise.all(
    rows.map(async (row) => [row.id, await needsOf(actions, row)] as const)
  )
  return Object.fromEntries(needs)
}

/** Settings that the action does not take any more are for the pre-flight check to tell. */
async function needsOf(actions: ActionRegistry, { actionId, settings }: Row) {
  try {
    return await commandsOf(actions, actionId, settings)
  } catch (error) {
    if (!(error instanceof errors.E_VALIDATION_ERROR)) throw error
    return actions.get(actionId).commands
  }
}
