import type { Sql } from '#core/sql'
import { createAudience } from '#tests/support/screens/channel_audience'
import { createConnection, createFailures } from '#tests/support/screens/channel_connection'
import { createLog } from '#tests/support/screens/channel_log'
import { createStreams } from '#tests/support/screens/channel_streams'
import type { Showcase } from '#tests/support/screens/showcase'

export interface ShownChannel {
  /** A stream that has ended, the one that is on, and a viewer of whom much is known. */
  streams: { past: string; now: string }
  viewerId: string
}

/** What happened on Mira's channel, who is known there, and her streams. */
export async function createChannel(sql: Sql, { mira }: Showcase): Promise<ShownChannel> {
  const viewerId = await createAudience(sql, mira.broadcasterId)
  const streams = await createStreams(sql, mira)
  await createLog(sql, mira.broadcasterId)
  await createConnection(sql, mira.id)
  await createFailures(sql, mira.broadcasterId)
  return { streams, viewerId }
}
