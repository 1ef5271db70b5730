import db from '@adonisjs/lucid/services/db'
import type { PartHealth } from '#core/health'
import { onLucid } from '#core/sql'

/** Whoever runs the installation should have read of it by then. */
const TOLD_DAYS = 7

/** Of the seeds that packs are drawn from. */
export async function seedsHealth(): Promise<PartHealth> {
  const [row] = await onLucid(db.connection()).run<{ lost: number }>(
    `SELECT count(*)::int AS lost FROM pack_seeds
     WHERE lost_at > now() - make_interval(days => $1)`,
    [TOLD_DAYS]
  )
  return row && row.lost > 0
    ? {
        state: 'degraded',
        detail: `Seeds of card packs cannot be read, since APP_KEY has changed (${row.lost}). Packs are drawn from new ones. Put the old key back, and the lost seeds are published after all.`,
      }
    : { state: 'ok' }
}
