import db from '@adonisjs/lucid/services/db'
import { setTimeout as pause } from 'node:timers/promises'
import { inject } from '@adonisjs/core'
import logger from '@adonisjs/core/services/logger'
import { Clock } from '#core/clock'
import { onLucid, type Sql } from '#core/sql'
import { disown, own } from '#core/jobs/ownership'
import { Worker } from '#core/jobs/worker'
import type { Notifications } from '#core/jobs/notifications'
import { Lanes } from '#rewards/lanes'
import { IS_LISTED } from '#rewards/reconciliation/listed_rewards'
import { ReconcileRedemptions } from '#rewards/reconcile_redemptions'

const SIDE_BY_SIDE = 16
const BUSY_MS = 60_000
const QUIET_MS = 15 * 60_000
/** After a list that could not be read. */
const RETRY_MS = 10_000
/** How long nobody compares when the process that did is killed. */
const OWNED_SECONDS = 15
const STOP_MS = 2_000

interface Streamer {
  streamer_id: string
  is_busy: boolean
}

/**
 * Compares each streamer's open redemptions with Twitch: on start, after every
 * (re)connection of EventSub, every minute while live or something is open, and
 * every quarter of an hour otherwise. One process at a time does it for all.
 */
@inject()
export class RedemptionReconciler {
  #dueAt = new Map<string, number>()
  #lanes = new Lanes(SIDE_BY_SIDE, () => this.#worker?.wake())
  #worker: Worker | undefined
  #unsubscribe: (() => void) | undefined

  constructor(
    private reconcile: ReconcileRedemptions,
    private clock: Clock
  ) {}

  start(notifications: Notifications): void {
    this.#unsubscribe = notifications.on('reconciliations', (streamerId) => this.now(streamerId))
    this.#worker = new Worker({
      name: 'reconciliation',
      work: async () => {
        await this.round()
        return false
      },
    })
    this.#worker.start()
  }

  async stop(): Promise<void> {
    this.#unsubscribe?.()
    await this.#worker?.stop()
    await Promise.race([this.#lanes.idle(), pause(STOP_MS, undefined, { ref: false })])
    await disown(onLucid(db.connection()), 'reconciler')
  }

  /** Does not wait for the streamer's turn; all streamers without an id. */
  now(streamerId = ''): void {
    if (streamerId === '') {
      this.#dueAt.clear()
    } else {
      this.#dueAt.delete(streamerId)
    }
    this.#worker?.wake()
  }

  /** Starts what is due. */
  async round(): Promise<void> {
    const sql = onLucid(db.connection())
    if ((await own(sql, 'reconciler', OWNED_SECONDS)) === null) {
      this.#dueAt.clear()
      return
    }
    const now = this.clock.millis()
    for (const streamer of await listStreamers(sql)) {
      if ((this.#dueAt.get(streamer.streamer_id) ?? 0) <= now) {
        this.#lanes.run(streamer.streamer_id, () => this.#lane(streamer))
      }
    }
  }

  /** Resolves when all that was started has ended. */
  async idle(): Promise<void> {
    await this.#lanes.idle()
  }

  async #lane({ streamer_id: streamerId, is_busy: isBusy }: Streamer): Promise<void> {
    // Before the look: whoever asks for another one meanwhile gets it.
    const interval = isBusy ? BUSY_MS : QUIET_MS * (0.75 + Math.random() / 4)
    this.#dueAt.set(streamerId, this.clock.millis() + interval)

    try {
      const { problem } = await this.reconcile.execute(streamerId)
      if (problem !== null) {
        this.#dueAt.set(streamerId, this.clock.millis() + RETRY_MS)
      }
    } catch (error) {
      this.#dueAt.set(streamerId, this.clock.millis() + RETRY_MS)
      logger.error(
        { event: 'reconciliation.failed', streamerId, err: error },
        'Open redemptions could not be compared with Twitch'
      )
    }
  }
}

function listStreamers(sql: Sql): Promise<Streamer[]> {
  return sql.run<Streamer>(
    `SELECT a.user_id AS streamer_id,
       COALESCE((SELECT s.is_live FROM channel_states s WHERE s.streamer_id = a.user_id), false)
         OR EXISTS (SELECT FROM redemptions d
                    WHERE d.streamer_id = a.user_id AND d.settled_at IS NULL) AS is_busy
     FROM twitch_accounts a
     WHERE a.state = 'valid' AND EXISTS (
       SELECT FROM rewards r WHERE r.streamer_id = a.user_id AND ${IS_LISTED})`
  )
}
