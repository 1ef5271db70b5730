import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { onLucid } from '#core/sql'

const CACHE_MS = 5_000

interface Whose {
  campaignId: string
  streamerId: string | null
}

/**
 * Whose channels an instance is shown on: its streamer's, or those of everybody
 * who has the campaign live for a group instance. The latter is looked up now
 * and then, not for every frame.
 */
export class LiveStreamers {
  #known = new Map<string, { until: number; ids: string[] }>()

  async of({ campaignId, streamerId }: Whose): Promise<string[]> {
    if (streamerId !== null) {
      return [streamerId]
    }

    const known = this.#known.get(campaignId)
    if (known && known.until > Date.now()) {
      return known.ids
    }

    try {
      const rows = await onLucid(db.connection()).run<{ user_id: string }>(
        'SELECT user_id FROM campaign_members WHERE campaign_id = $1 AND is_live',
        [campaignId]
      )
      const ids = rows.map(({ user_id }) => user_id)
      this.#known.set(campaignId, { until: Date.now() + CACHE_MS, ids })
      return ids
    } catch (error) {
      logger.warn({ event: 'live_streamers.failed', err: error }, 'Live streamers are not known')
      return known?.ids ?? []
    }
  }
}
