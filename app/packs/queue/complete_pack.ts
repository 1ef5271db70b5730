import db from '@adonisjs/lucid/services/db'
import { onLucid } from '#core/sql'
import { transact } from '#core/transact'
import { NoSuchPack } from '#packs/pack_refused'
import { endShowing } from '#packs/queue/end_showing'

/**
 * The overlay has played a showing to its end. One that ended meanwhile is no
 * mistake: somebody skipped it, or the page was slow.
 *
 * @throws NoSuchPack when the channel never showed it
 */
export class CompletePack {
  async execute(streamerId: string, showingId: string): Promise<void> {
    const isEnded = await transact((sql, after) =>
      endShowing(sql, after, { streamerId, showingId }, 'overlay')
    )
    if (!isEnded && !(await wasShown(streamerId, showingId))) {
      throw new NoSuchPack()
    }
  }
}

async function wasShown(streamerId: string, showingId: string): Promise<boolean> {
  const rows = await onLucid(db.connection()).run(
    'SELECT 1 FROM pack_showings WHERE id = $1 AND streamer_id = $2',
    [showingId, streamerId]
  )
  return rows.length > 0
}
