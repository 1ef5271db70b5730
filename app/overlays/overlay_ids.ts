import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { onLucid } from '#core/sql'

const CACHE_MS = 10_000

/** Which overlay a streamer has, looked up now and then: progress asks very often. */
export class OverlayIds {
  #known = new Map<string, { id: string | null; until: number }>()

  async of(streamerId: string): Promise<string | null> {
    const known = this.#known.get(streamerId)

    if (known && (known.id !== null || known.until > Date.now())) {
      return known.id
    }

    try {
      const [row] = await onLucid(db.connection()).run<{ id: string }>(
        'SELECT id FROM overlays WHERE streamer_id = $1',
        [streamerId]
      )
      this.#known.set(streamerId, { id: row?.id ?? null, until: Date.now() + CACHE_MS })
      return row?.id ?? null
    } catch (error) {
      logger.warn({ event: 'overlay_ids.failed', err: error }, 'An overlay is not known')
      return null
    }
  }
}
