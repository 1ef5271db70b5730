import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import logger from '@adonisjs/core/services/logger'
import { Clock } from '#core/clock'
import { onLucid, type Sql } from '#core/sql'
import { Worker } from '#core/jobs/worker'
import { disown, own } from '#core/jobs/ownership'
import type { Notifications } from '#core/jobs/notifications'
import { RunPass } from '#channels/polling/run_pass'
import { syncPolls } from '#channels/polling/sync_polls'
import { PollingChanged } from '#channels/polling/polling_changed'
import { dueStreamers, pollingOf, takeUp } from '#channels/polling/poll_rows'

const TURN_MS = 5_000
/** Renewed before each page; another process takes over where this one is when it is killed. */
const OWNED_SECONDS = 30
/** Channels that are read side by side in a process. */
const AT_ONCE = 4

/**
 * Reads Twitch's lists of followers, subscribers and roles: every minute or two for a channel whose events do not
 * come, every few hours for the others, and at once after a gap. One process at a time for a channel.
 */
@inject()
export class Poller {
  #running = new Map<string, Promise<void>>()
  #ending = new AbortController()
  #worker: Worker | undefined

  constructor(
    private pass: RunPass,
    private clock: Clock
  ) {}

  start(notifications: Notifications): void {
    this.#worker = new Worker(
      {
        name: 'polling',
        channel: 'polling',
        sweepMs: TURN_MS,
        work: async () => {
          await this.turn()
          return false
        },
      },
      notifications
    )
    this.#worker.start()
  }

  /** Stops within moments; what is unfinished goes on from its place. */
  async stop(): Promise<void> {
    this.#ending.abort()
    await this.#worker?.stop()
    await this.idle()
  }

  /** When what is being read has been read. */
  async idle(): Promise<void> {
    await Promise.all(this.#running.values())
  }

  /** Looks whether anything is due, and begins with it; does not wait for it. */
  async turn(): Promise<void> {
    const sql = onLucid(db.connection())
    const now = this.clock.now().toJSDate()
    for (const streamerId of await syncPolls(sql, now)) {
      await PollingChanged.dispatch(streamerId)
    }
    const limit = AT_ONCE - this.#running.size
    if (limit <= 0 || this.#ending.signal.aborted) {
      return
    }
    const due = await dueStreamers(sql, now, { except: [...this.#running.keys()], limit })
    due.forEach((streamerId) => this.#begin(sql, streamerId))
  }

  #begin(sql: Sql, streamerId: string): void {
    const reading = this.#read(sql, streamerId)
      .catch((error: unknown) => {
        logger.error({ event: 'polling.broken', streamerId, err: error }, 'Polling failed')
      })
      .finally(() => {
        this.#running.delete(streamerId)
        this.#worker?.wake()
      })
    this.#running.set(streamerId, reading)
  }

  /** All of a streamer's lists that are due, one after the other. */
  async #read(sql: Sql, streamerId: string): Promise<void> {
    const { signal } = this.#ending
    const isOurs = async () =>
      !signal.aborted && (await own(sql, pollingOf(streamerId), OWNED_SECONDS)) !== null

    while (await isOurs()) {
      const pass = await takeUp(sql, streamerId, this.clock.now().toJSDate())
      if (pass === null) {
        break
      }
      await this.pass.execute(sql, pass, isOurs, signal)
      await PollingChanged.dispatch(streamerId)
    }
    await disown(sql, pollingOf(streamerId))
  }
}
