import db from '@adonisjs/lucid/services/db'
import type { LoggerService } from '@adonisjs/core/types'
import { onLucid } from '#core/sql'
import type { ActionRegistry, TriggerRegistry } from '#gamification/handlers/registries'

/**
 * Says at start, by name, which handlers are broken and which are used by events and not
 * installed. Such events are shown as unavailable and their rewards paused; nothing is lost.
 */
export async function reportMissingHandlers(
  triggers: TriggerRegistry,
  actions: ActionRegistry,
  logger: LoggerService
): Promise<void> {
  for (const { kind, name, reason } of [...triggers.broken, ...actions.broken]) {
    logger.error(
      { event: 'handlers.broken', handler: `${kind} ${name}`, reason },
      'A handler cannot be used'
    )
  }

  try {
    const used = await onLucid(db.connection()).run<{ trigger_id: string; action_id: string }>(
      'SELECT DISTINCT trigger_id, action_id FROM gamification_events WHERE archived_at IS NULL'
    )
    const missing = new Set([
      ...used
        .filter((row) => !triggers.has(row.trigger_id))
        .map((row) => `trigger ${row.trigger_id}`),
      ...used.filter((row) => !actions.has(row.action_id)).map((row) => `action ${row.action_id}`),
    ])

    for (const handler of missing) {
      logger.warn(
        { event: 'handlers.missing', handler },
        'An event needs a handler that is not installed'
      )
    }
  } catch (error) {
    logger.error({ event: 'handlers.not_checked', err: error }, 'Handlers could not be checked')
  }
}
