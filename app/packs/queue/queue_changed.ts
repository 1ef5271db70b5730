import { notify } from '#core/jobs/notifications'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { PackQueueChanged } from '#packs/queue/pack_events'

/** Has the worker and the dashboards look at a queue once the transaction has committed. */
export async function queueChanged(sql: Sql, after: AfterCommit, streamerId: string) {
  await sql.run(
    'UPDATE pack_queues SET version = version + 1, updated_at = now() WHERE streamer_id = $1',
    [streamerId]
  )
  await notify(sql, 'packs')
  after.afterCommit(() => PackQueueChanged.dispatch(streamerId))
}
