import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { onLucid, type Sql } from '#core/sql'
import type { LiveStream } from '#twitch/api/twitch_api'
import { StateStreams } from '#channels/history/state_streams'
import { openStreams, type OpenStream } from '#channels/streams/open_streams'
import { writeSamples } from '#channels/streams/write_samples'

/** Twitch's list forgets a stream for a minute now and then: only what stays away is over. */
const FORGOTTEN_MS = 2 * 60_000
/** So many channels at a time: their history is locked meanwhile. */
const BATCH = 100

/**
 * Keeps each stream from its beginning to its end, with how many watched every half minute, also when
 * no event told of either.
 */
@inject()
export class KeepStreams {
  constructor(private history: StateStreams) {}

  /**
   * @param channelIds all that the sample was about; who is not live is offline
   */
  async execute(at: Date, channelIds: string[], live: Map<string, LiveStream>): Promise<void> {
    const sql = onLucid(db.connection())
    for (const open of await openStreams(sql, channelIds)) {
      await this.#endIfOver(at, open, live.get(open.channelId))
    }
    const streams = channelIds.flatMap((id) => live.get(id) ?? [])
    for (let index = 0; index < streams.length; index += BATCH) {
      await this.#keep(sql, at, streams.slice(index, index + BATCH))
    }
  }

  /** It ended when it was last met, not when that was noticed. */
  async #endIfOver(at: Date, open: OpenStream, now: LiveStream | undefined): Promise<void> {
    const { channelId, streamId, metAt } = open
    const isOver = now
      ? streamId !== null && now.streamId !== streamId
      : at.getTime() - metAt.getTime() > FORGOTTEN_MS
    if (!isOver) {
      return
    }
    const end = metAt.getTime() + 1_000
    const endedAt = new Date(now ? Math.min(end, now.startedAt.getTime()) : end)
    await this.history.execute(endedAt, [{ channelId, stream: null }])
  }

  async #keep(sql: Sql, at: Date, streams: LiveStream[]): Promise<void> {
    await this.history.execute(
      at,
      streams.map(({ userId: channelId, streamId, startedAt, title, category }) => ({
        channelId,
        stream: { streamId, startedAt, title, category },
      }))
    )
    await writeSamples(
      sql,
      at,
      streams.map(({ userId: channelId, viewerCount: viewers }) => ({ channelId, viewers }))
    )
  }
}
