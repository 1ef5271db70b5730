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
const AT_ONCE = 8

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

  /** When all that is due has been read. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) {
      await Promise.all(this.#running.values())
    }
  }

  /** Looks whether anything has changed or is due, and begins with it; does not wait for it. */
  async turn(): Promise<void> {
    const sql = onLucid(db.connection())
    for (const streamerId of await syncPolls(sql, this.clock.now().toJSDate())) {
      await PollingChanged.dispatch(streamerId)
    }
    await this.#fill(sql)
  }

  async #fill(sql: Sql): Promise<void> {
    const limit = AT_ONCE - this.#running.size
    if (limit <= 0 || this.#ending.signal.aborted) {
      return
    }
    const now = this.clock.now().toJSDate()
    const due = await dueStreamers(sql, now, { except: [...this.#running.keys()], limit })
    for (const streamerId of due) {
      if (!this.#running.has(streamerId)) {
        this.#running.set(streamerId, this.#attend(sql, streamerId))
      }
    }
  }

  /** The next begins when this one is done; after a failure the next turn has to look. */
  async #attend(sql: Sql, streamerId: string): Promise<void> {
    try {
      await this.#read(sql, streamerId)
      this.#running.delete(streamerId)
      await this.#fill(sql)
    } catch (error) {
      this.#running.delete(streamerId)
      logger.error({ event: 'polling.broken', streamerId, err: error }, 'Polling failed')
    }
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
