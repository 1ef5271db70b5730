import { inject } from '@adonisjs/core'
import { Logger } from '@adonisjs/core/logger'
import { stateIsKnown } from '#channels/record_stream_state'
import db from '@adonisjs/lucid/services/db'
import { onLucid, type Sql } from '#core/sql'
import { transact } from '#core/transact'
import { nextSeed } from '#packs/seeds/next_seed'
import { openSeed } from '#packs/seeds/seed_cipher'

/** A stream that comes back within that time was not over. */
const OVER_MINUTES = 10

const OVER = `
  SELECT q.streamer_id AS id FROM pack_queues q
  JOIN pack_seeds d ON d.streamer_id = q.streamer_id AND d.last_number IS NULL
  JOIN channel_states h ON h.streamer_id = q.streamer_id
  WHERE d.first_number < q.next_number AND NOT h.is_live AND ${stateIsKnown('h')}
    AND h.offline_since < now() - make_interval(mins => $1)`

/** Nothing of it is hidden any more: all of its packs are shown or refunded. */
const REVEALABLE = `
  SELECT d.id, d.seed_sealed AS sealed FROM pack_seeds d
  WHERE d.revealed_at IS NULL AND d.last_number IS NOT NULL
    AND NOT EXISTS (SELECT FROM openings o
      WHERE o.seed_id = d.id AND o.state IN ('waiting', 'showing'))`

/** Ends the seeds of streams that are over, and reveals those whose packs are all open. */
@inject()
export class RevealSeeds {
  constructor(private logger: Logger) {}

  async execute(): Promise<boolean> {
    const sql = onLucid(db.connection())
    for (const { id } of await sql.run<{ id: string }>(OVER, [OVER_MINUTES])) {
      await transact((trx) => nextSeed(trx, id))
    }
    for (const seed of await sql.run<{ id: string; sealed: string }>(REVEALABLE)) {
      await this.#reveal(sql, seed)
    }
    return false
  }

  async #reveal(sql: Sql, { id, sealed }: { id: string; sealed: string }): Promise<void> {
    const seed = openSeed(id, sealed)
    if (!seed) {
      this.logger.error({ event: 'packs.seed_unreadable', seedId: id }, 'APP_KEY has changed')
      return
    }
    await sql.run(
      `UPDATE pack_seeds SET seed = $2, revealed_at = clock_timestamp()
       WHERE id = $1 AND revealed_at IS NULL`,
      [id, seed.toString('hex')]
    )
  }
}
