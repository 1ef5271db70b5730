import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { Broadcaster } from '#core/realtime/broadcaster'
import { campaignChannel, publicCampaignChannel, streamerChannel } from '#core/realtime/channels'
import { onLucid } from '#core/sql'
import { Coalescer } from '#core/coalescer'

/** Boards reload what they show; twice a second is live enough for a person. */
const EVERY_MS = 500

/**
 * Tells open boards that something they show has changed. The frame carries no
 * facts: each board asks for what its reader may see.
 */
@inject()
export class BoardFeed {
  #tell = new Coalescer<string>(
    EVERY_MS,
    (channel) => channel,
    (channel) => this.broadcaster.send(channel, { event: 'board:changed', data: {} })
  )

  constructor(private broadcaster: Broadcaster) {}

  campaignChanged(campaignId: string | null): void {
    if (campaignId) {
      this.#push(campaignChannel(campaignId))
    }
  }

  streamerChanged(streamerId: string | null): void {
    if (streamerId) {
      this.#push(streamerChannel(streamerId))
    }
  }

  ledgerChanged({
    campaignId,
    streamerId,
  }: {
    campaignId: string | null
    streamerId: string | null
  }) {
    this.campaignChanged(campaignId)
    this.streamerChanged(streamerId)

    if (campaignId) {
      this.#push(publicCampaignChannel(campaignId))
    }
  }

  /** Something of a channel: its streamer sees it, and whoever plays along. */
  async channelChanged(streamerId: string): Promise<void> {
    this.streamerChanged(streamerId)
    await this.#each(
      `SELECT campaign_id AS id FROM campaign_members WHERE user_id = $1 AND role = 'streamer'`,
      streamerId,
      (campaignId) => this.campaignChanged(campaignId)
    )
  }

  /** Something of the table: all who play see it. */
  async tableChanged(campaignId: string): Promise<void> {
    this.campaignChanged(campaignId)
    await this.#each(
      'SELECT user_id AS id FROM campaign_members WHERE campaign_id = $1 AND is_live',
      campaignId,
      (streamerId) => this.streamerChanged(streamerId)
    )
  }

  #push(channel: string): void {
    this.#tell.push(channel, channel)
  }

  /** A board that misses this is fresh again at its next news, so a failure is only written down. */
  async #each(query: string, id: string, tell: (id: string) => void): Promise<void> {
    try {
      const rows = await onLucid(db.connection()).run<{ id: string }>(query, [id])
      rows.forEach((row) => tell(row.id))
    } catch (error) {
      logger.warn({ event: 'board_feed.failed', err: error }, 'Boards were not told of a change')
    }
  }
}
