import type { Sql } from '#core/sql'

/** A stream that is not over as far as is known. */
export interface OpenStream {
  channelId: string
  /** Twitch's id of the stream. */
  streamId: string | null
  /** When it was last known to be going on. */
  metAt: Date
}

export async function openStreams(sql: Sql, channelIds: string[]): Promise<OpenStream[]> {
  return sql.run<OpenStream>(
    `SELECT channel_id AS "channelId", twitch_stream_id AS "streamId",
       GREATEST(seen_at, started_at) AS "metAt"
     FROM stream_sessions WHERE channel_id = ANY ($1::text[]) AND ended_at IS NULL`,
    [channelIds]
  )
}
