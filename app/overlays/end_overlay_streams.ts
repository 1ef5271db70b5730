import { overlayChannel } from '#core/realtime/channels'
import { endStreamsEverywhere } from '#core/realtime/streams'
import type { Sql } from '#core/sql'

/** The account goes, and its overlay's keys with it: the page in OBS is told at once. */
export async function endOverlayStreams(sql: Sql, streamerId: string): Promise<void> {
  const overlays = await sql.run<{ id: string }>('SELECT id FROM overlays WHERE streamer_id = $1', [
    streamerId,
  ])
  for (const { id } of overlays) {
    await endStreamsEverywhere(sql, overlayChannel(id))
  }
}
