import db from '@adonisjs/lucid/services/db'
import { isDemo } from '#config/app'
import { onLucid } from '#core/sql'
import { openInstances } from '#gamification/public_instance'
import type { OverlayCaller } from '#overlays/authenticate_key'
import { pendingOneShots } from '#overlays/one_shots'
import { toOverlayPoll } from '#overlays/overlay_poll'
import { overlayBuild } from '#overlays/overlay_build'
import { readShowing } from '#packs/queue/read_showing'
import { currentPollOn } from '#polls/read_polls'
import type { OverlaySettings, OverlaySnapshot } from '../../overlay/contract.js'

interface Row {
  seq: number
  settings: OverlaySettings
  display_name: string
  server_time: Date
}

/**
 * All that a page has to know to be in step. The number is read first: what
 * happens meanwhile comes by the stream with a higher one.
 */
export class TakeSnapshot {
  async execute({ overlayId, streamerId }: OverlayCaller): Promise<OverlaySnapshot> {
    const sql = onLucid(db.connection())
    const [row] = await sql.run<Row>(
      `UPDATE overlays o SET last_seen_at = clock_timestamp()
       FROM users u WHERE o.id = $1 AND u.id = o.streamer_id
       RETURNING o.seq, o.settings, u.display_name, clock_timestamp() AS server_time`,
      [overlayId]
    )

    if (!row) {
      throw new Error(`Overlay ${overlayId} is gone`)
    }

    const poll = await currentPollOn(sql, streamerId)

    return {
      serverTime: row.server_time.toISOString(),
      build: await overlayBuild(),
      seq: row.seq,
      demo: isDemo,
      streamer: { displayName: row.display_name },
      settings: row.settings,
      instances: await openInstances(sql, { streamerId }),
      poll: poll && toOverlayPoll(poll, streamerId),
      pack: await readShowing(sql, streamerId),
      pending: await pendingOneShots(sql, overlayId, row.seq),
    }
  }
}
