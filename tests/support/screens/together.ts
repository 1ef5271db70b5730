import type { Sql } from '#core/sql'
import { createEvent, createInstance } from '#tests/support/fixtures'

/** A goal that two streamers fill together, and an event that cools down for both. */
export async function createTogether(
  sql: Sql,
  campaignId: string,
  streamers: { id: string }[]
): Promise<void> {
  const group = (name: string, position: number) =>
    createEvent(sql, campaignId, { event: { kind: 'group', name, position, minimum: 5 } })

  const instanceId = await createInstance(
    sql,
    { campaignId, eventId: await group('Turn of the tide', 3), streamerId: null },
    { objective: 18, progress: 7 }
  )
  for (const [index, { id }] of streamers.entries()) {
    await sql.run(
      `INSERT INTO instance_shares
         (instance_id, streamer_id, viewer_count, viewer_count_source, objective, progress)
       VALUES ($1, $2, $3, 'live', $4, $5)`,
      [instanceId, id, ...(index === 0 ? [42, 13, 5] : [6, 5, 2])]
    )
  }
  await sql.run(
    `INSERT INTO cooldowns (event_id, ready_at) VALUES ($1, now() + interval '4 minutes')`,
    [await group('The gods laugh', 4)]
  )
}
