import { inject } from '@adonisjs/core'
import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import { Coalescer } from '#core/coalescer'
import { Broadcaster } from '#core/realtime/broadcaster'
import { channelFeed } from '#core/realtime/channels'
import { onLucid } from '#core/sql'

/** A person reads no faster, and a busy chat has hundreds a second. */
const EVERY_MS = 1_000
const ALL = 'all'

/**
 * Tells the open feeds of channels that something new is in the log. The frame carries
 * no facts: each feed asks for what it shows.
 */
@inject()
export class FeedNews {
  #tell = new Coalescer<Set<string>>(
    EVERY_MS,
    (channels, more) => channels.union(more),
    (channels) => void this.#send([...channels])
  )

  constructor(private broadcaster: Broadcaster) {}

  happened(events: readonly { channelId: string }[]): void {
    this.#tell.push(ALL, new Set(events.map(({ channelId }) => channelId)))
  }

  /** What failed, and whose channel it is of, if that is known. */
  failed(channelId: string | null): void {
    if (channelId !== null) {
      this.#tell.push(ALL, new Set([channelId]))
    }
  }

  /** A feed that misses this is fresh again at its next news, so a failure is only written down. */
  async #send(channelIds: string[]): Promise<void> {
    try {
      const rows = await onLucid(db.connection()).run<{ id: string }>(
        'SELECT user_id AS id FROM twitch_accounts WHERE twitch_id = ANY ($1::text[])',
        [channelIds]
      )
      const feeds = rows.map(({ id }) => channelFeed(id))
      this.broadcaster.send(feeds, { event: 'events:stored', data: {} })
    } catch (error) {
      logger.warn({ event: 'feed_news.failed', err: error }, 'Feeds were not told of news')
    }
  }
}
