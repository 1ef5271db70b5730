import type { Sql } from '#core/sql'

/** One for each half minute, whoever takes it. */
const EVERY = '30 seconds'

/** Adds how many watch to the streams that are going on. */
export async function writeSamples(
  sql: Sql,
  at: Date,
  samples: { channelId: string; viewers: number }[]
): Promise<void> {
  await sql.run(
    `INSERT INTO stream_samples (session_id, at, viewers)
     SELECT s.id, GREATEST(s.started_at, date_bin('${EVERY}', $1::timestamptz, 'epoch')), t.viewers
     FROM unnest($2::text[], $3::int[]) AS t(channel_id, viewers)
     JOIN stream_sessions s ON s.channel_id = t.channel_id AND s.ended_at IS NULL
     ON CONFLICT DO NOTHING`,
    [at.toISOString(), samples.map((one) => one.channelId), samples.map((one) => one.viewers)]
  )
}
