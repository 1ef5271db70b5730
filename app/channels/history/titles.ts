import type { Sql } from '#core/sql'
import { storableJson } from '#channels/log/storable_json'

export interface Title {
  channelId: string
  title: string
  category: string
  at: Date
}

const TITLES = `jsonb_to_recordset($1::jsonb) AS x("channelId" text, title text, category text, at timestamptz)`

const OF_CHANNELS = `
  UPDATE channels c SET title = x.title, category = x.category, titled_at = x.at
  FROM ${TITLES} WHERE c.id = x."channelId" AND (c.titled_at IS NULL OR c.titled_at <= x.at)`

const OF_SESSIONS = `
  UPDATE stream_sessions s SET title = x.title, category = x.category, titled_at = x.at
  FROM ${TITLES}
  WHERE s.channel_id = x."channelId" AND (s.titled_at IS NULL OR s.titled_at <= x.at)
    AND (s.started_at IS NULL OR s.started_at <= x.at) AND (s.ended_at IS NULL OR s.ended_at >= x.at)`

/** What was said of the channel before it went live is so until something else is said. */
const OF_NEW = `
  UPDATE stream_sessions s SET title = c.title, category = c.category, titled_at = c.titled_at
  FROM channels c
  WHERE c.id = s.channel_id AND c.id = ANY ($1::text[]) AND c.titled_at IS NOT NULL
    AND s.ended_at IS NULL AND s.titled_at IS NULL`

/**
 * Keeps what a channel, and the stream it has at that time, is called, by the latest
 * that was told. The caller holds the channels.
 */
export async function tellTitles(sql: Sql, titles: Title[]): Promise<void> {
  if (titles.length === 0) {
    return
  }
  const latest = new Map<string, Title>()
  for (const title of titles) {
    const before = latest.get(title.channelId)
    if (!before || before.at <= title.at) latest.set(title.channelId, title)
  }
  const told = storableJson([...latest.values()])
  await Promise.all([sql.run(OF_CHANNELS, [told]), sql.run(OF_SESSIONS, [told])])
}

/** Streams that have just begun take the title of their channel. */
export async function titleNewSessions(sql: Sql, channelIds: string[]): Promise<void> {
  if (channelIds.length > 0) {
    await sql.run(OF_NEW, [channelIds])
  }
}
