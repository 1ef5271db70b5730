import { inject } from '@adonisjs/core'
import { Logger } from '@adonisjs/core/logger'
import { Clock } from '#core/clock'
import type { Sql } from '#core/sql'
import { type AfterCommit, transact } from '#core/transact'
import { LogReader, type Place, type ReadEvent } from '#channels/log/log_reader'
import { HEARD_KINDS, toChannelSignal } from '#gamification/channel/to_channel_signal'
import { ApplySignal } from '#gamification/table/apply_signal'

const BATCH = 50

/** What is found later than this sets nothing off: its moment is gone. */
const FRESH_MS = 5 * 60_000

/** An event that cannot be handled after so many tries is left behind. */
const TRIES = 5

const LIVE_CAMPAIGN = `
  SELECT m.campaign_id AS "campaignId", m.user_id AS "streamerId"
  FROM twitch_accounts a JOIN campaign_members m ON m.user_id = a.user_id AND m.is_live
  WHERE a.twitch_id = $1`

/**
 * Follows the log of what happens on channels for triggers: each event once. How far it
 * has come moves in the transaction of the effect, by a condition, so that neither a
 * crash nor a second process can set something off twice or pass something over.
 */
@inject()
export class FollowChannels {
  #reader = new LogReader('triggers')
  #tries = { place: '', count: 0 }

  constructor(
    private signals: ApplySignal,
    private clock: Clock,
    private logger: Logger
  ) {}

  /** @returns true when there may be more to do at once */
  async execute(): Promise<boolean> {
    const { place, events, passed } = await transact((sql) => this.#look(sql))
    let from = place

    for (const event of events) {
      if (!(await this.#take(from, event))) {
        // Somebody else reads as well, and is further on.
        return true
      }
      from = { xid: event.xid, eventId: event.eventId }
    }
    if (events.length === 0 && passed) {
      await transact((sql) => this.#reader.done(sql, from, passed))
    }
    return events.length === BATCH
  }

  async #look(sql: Sql) {
    const place = await this.#reader.place(sql)
    // Asked for first: whatever was decided by then is looked at by the next statement.
    const passed = await this.#reader.horizon(sql, place)
    const events = await this.#reader.next(sql, place, BATCH, HEARD_KINDS)
    return { place, events, passed }
  }

  /** @returns false when it was taken by somebody else */
  async #take(from: Place, event: ReadEvent): Promise<boolean> {
    const to = { xid: event.xid, eventId: event.eventId }
    const isHopeless = this.#isHopeless(event)

    return transact(async (sql, after) => {
      if (!(await this.#reader.done(sql, from, to))) {
        return false
      }
      if (!isHopeless) await this.#apply(sql, after, event)
      return true
    })
  }

  async #apply(sql: Sql, after: AfterCommit, event: ReadEvent): Promise<void> {
    const signal = toChannelSignal(event)
    const age = this.clock.millis() - event.createdAt.getTime()
    if (!signal || age > FRESH_MS) {
      return
    }
    const [channel] = await sql.run<{ campaignId: string; streamerId: string }>(LIVE_CAMPAIGN, [
      event.channelId,
    ])
    if (channel) {
      const key = `channel_event:${event.eventId}`
      await this.signals.execute(sql, after, signal, { ...channel, key })
    }
  }

  #isHopeless({ eventId, kind }: ReadEvent): boolean {
    const place = String(eventId)
    this.#tries = { place, count: place === this.#tries.place ? this.#tries.count + 1 : 1 }
    const isHopeless = this.#tries.count > TRIES
    if (isHopeless) {
      this.logger.error(
        { event: 'triggers.event_left_behind', eventId, kind },
        'An event of a channel could not be handled'
      )
    }
    return isHopeless
  }
}
