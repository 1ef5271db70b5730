import { inject } from '@adonisjs/core'
import { Logger } from '@adonisjs/core/logger'
import { stateIsKnown } from '#channels/record_stream_state'
import db from '@adonisjs/lucid/services/db'
import { onLucid } from '#core/sql'
import { transact } from '#core/transact'
import { PACK } from '#packs/pack_handler'
import { queueChanged } from '#packs/queue/queue_changed'
import { loseSeed, nextSeed } from '#packs/seeds/next_seed'
import { openSeed } from '#packs/seeds/seed_cipher'

/** A stream that comes back within that time was not over. */
const OVER_MINUTES = 10
/** Where Twitch cannot be asked what was bought until then. */
const UNHEARD_HOURS = 6

/**
 * What was bought in the stream is in the ledger: a pack that came later would find
 * a seed that was published after it was bought.
 */
const IS_COMPLETE = `(h.offline_since < now() - make_interval(hours => $2) OR NOT EXISTS (
  SELECT FROM rewards r WHERE r.streamer_id = q.streamer_id AND r.handler = '${PACK}'
    AND r.state = 'present' AND r.twitch_reward_id IS NOT NULL
    AND (r.compared_to IS NULL OR r.compared_to < h.offline_since)))`

const OVER = `
  SELECT q.streamer_id AS "streamerId" FROM pack_queues q
  JOIN pack_seeds d ON d.streamer_id = q.streamer_id AND d.last_number IS NULL
  JOIN channel_states h ON h.streamer_id = q.streamer_id
  WHERE d.first_number < q.next_number AND NOT h.is_live AND ${stateIsKnown('h')}
    AND h.offline_since < now() - make_interval(mins => $1) AND ${IS_COMPLETE}`

const HIDDEN = `
  SELECT d.id, d.streamer_id AS "streamerId", d.seed_sealed AS sealed FROM pack_seeds d
  WHERE d.revealed_at IS NULL AND d.lost_at IS NULL`

/** Nothing of it is hidden any more: all of its packs are shown or refunded. A lost one may be read again one day. */
const REVEALABLE = `
  SELECT d.id, d.streamer_id AS "streamerId", d.seed_sealed AS sealed FROM pack_seeds d
  WHERE d.revealed_at IS NULL AND d.last_number IS NOT NULL
    AND NOT EXISTS (SELECT FROM openings o
      WHERE o.seed_id = d.id AND o.state IN ('waiting', 'showing'))`

interface HiddenSeed {
  id: string
  streamerId: string
  sealed: string
}

/**
 * Ends the seeds of streams that are over and those that nobody can read any more, and reveals those whose packs are
 * all open.
 */
@inject()
export class RevealSeeds {
  /** Of the hidden ones: with this process' key that does not change. */
  #readable = new Set<string>()

  constructor(private logger: Logger) {}

  async execute(): Promise<boolean> {
    const sql = onLucid(db.connection())
    const hidden = await sql.run<HiddenSeed>(HIDDEN)
    this.#readable = this.#readable.intersection(new Set(hidden.map(({ id }) => id)))
    for (const seed of hidden.filter(({ id }) => !this.#readable.has(id))) {
      await this.#turn(seed, () => this.#loseUnreadable(seed))
    }
    const over = await sql.run<{ streamerId: string }>(OVER, [OVER_MINUTES, UNHEARD_HOURS])
    for (const channel of over) {
      await this.#turn(channel, () => transact((trx) => nextSeed(trx, channel.streamerId)))
    }
    for (const seed of await sql.run<HiddenSeed>(REVEALABLE)) {
      await this.#turn(seed, () => this.#reveal(seed))
    }
    return false
  }

  /** One channel on which something is wrong does not hold up the others: it is found again. */
  async #turn({ streamerId }: { streamerId: string }, work: () => Promise<unknown>) {
    try {
      await work()
    } catch (error) {
      this.logger.error(
        { event: 'packs.seed_turn_failed', streamerId, err: error },
        'A seed’s turn'
      )
    }
  }

  async #loseUnreadable({ id, streamerId, sealed }: HiddenSeed): Promise<void> {
    if (openSeed(id, sealed)) {
      this.#readable.add(id)
      return
    }
    const isLost = await transact(async (sql, after) => {
      const isNew = await loseSeed(sql, streamerId, id)
      if (isNew) await queueChanged(sql, after, streamerId)
      return isNew
    })
    if (isLost) {
      this.logger.error(
        { event: 'packs.seed_lost', seedId: id, streamerId },
        'A seed cannot be read: APP_KEY has changed. With the old one it is revealed after all'
      )
    }
  }

  async #reveal({ id, sealed }: HiddenSeed): Promise<void> {
    const seed = openSeed(id, sealed)
    if (seed) {
      await onLucid(db.connection()).run(
        `UPDATE pack_seeds SET seed = $2, revealed_at = clock_timestamp(), lost_at = NULL
         WHERE id = $1 AND revealed_at IS NULL`,
        [id, seed.toString('hex')]
      )
    }
  }
}
