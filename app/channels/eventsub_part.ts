import db from '@adonisjs/lucid/services/db'
import type { PartHealth } from '#core/health'
import { onLucid } from '#core/sql'

/** How many of the channels that are listened to are connected. */
export async function eventsubHealth(): Promise<PartHealth> {
  const [row] = await onLucid(db.connection()).run<{ wanted: number; connected: number }>(
    `SELECT count(*)::int AS wanted, (count(*) FILTER (WHERE state = 'connected'))::int AS connected
     FROM eventsub_states WHERE state <> 'stopped'`
  )
  const { wanted = 0, connected = 0 } = row ?? {}
  return {
    state: connected < wanted ? 'degraded' : 'ok',
    detail: wanted === 0 ? 'no channel to listen to' : `${connected} of ${wanted} channels`,
  }
}
