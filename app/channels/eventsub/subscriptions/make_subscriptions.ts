import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { onLucid } from '#core/sql'
import { TwitchError } from '#twitch/twitch_error'
import { APP_BUCKET, RateGuard } from '#twitch/api/rate_guard'
import { type SubscriptionOnTwitch, SubscriptionsApi } from '#twitch/api/subscriptions_api'
import type { Method } from '#channels/eventsub/transports/transport'
import { ConnectionChanged } from '#channels/connection_changed'
import { keepSharedStates } from '#channels/eventsub/subscriptions/shared_states'
import { storeOutcomes } from '#channels/eventsub/subscriptions/store_outcomes'
import { failed, made, type Outcome } from '#channels/eventsub/subscriptions/outcome'
import {
  addressOf,
  dueSubscriptions,
  type DueSubscription,
  orderOf,
} from '#channels/eventsub/subscriptions/due_subscriptions'

/** Of the app's points, at Twitch's pace of about ten a second: some seconds of work. */
const BATCH = 100
const MAX_OF_A_STREAMER = 100
const SHARED: Method[] = ['webhook', 'conduit']

/** Makes subscriptions that are wanted and due, and writes down what Twitch answered. */
@inject()
export class MakeSubscriptions {
  constructor(
    private api: SubscriptionsApi,
    private rate: RateGuard
  ) {}

  /**
   * Over the transports that all streamers share, at the pace of the app's token.
   *
   * @returns whether there may be more at once
   */
  async shared(signal: AbortSignal): Promise<boolean> {
    const due = await this.#due(SHARED, null, BATCH)
    const outcomes: Promise<Outcome>[] = []
    for (const row of due) {
      await this.rate.turn(APP_BUCKET, signal)
      if (signal.aborted) {
        break
      }
      outcomes.push(this.#one(row))
    }
    await this.#store(
      outcomes,
      SHARED.filter((method) => due.some(({ transport }) => transport === method))
    )
    return due.length === BATCH && !signal.aborted
  }

  /** Over the streamer's own session, side by side: Twitch waits ten seconds for the first. */
  async ofStreamer(streamerId: string): Promise<void> {
    const due = await this.#due(['websocket'], [streamerId], MAX_OF_A_STREAMER)
    await this.#store(due.map((row) => this.#one(row)))
  }

  #due(methods: Method[], streamerIds: string[] | null, limit: number) {
    return dueSubscriptions(onLucid(db.connection()), methods, streamerIds, limit)
  }

  /** Also when one of them broke: what Twitch has must not be forgotten. */
  async #store(attempts: Promise<Outcome>[], shared: Method[] = []): Promise<void> {
    const results = await Promise.allSettled(attempts)
    const outcomes = results.flatMap((result) =>
      result.status === 'fulfilled' ? [result.value] : []
    )
    if (outcomes.length > 0) {
      const sql = onLucid(db.connection())
      const streamerIds = await storeOutcomes(sql, outcomes)
      for (const method of shared) {
        await keepSharedStates(sql, method, streamerIds)
      }
      await Promise.all(streamerIds.map((id) => ConnectionChanged.dispatch(id)))
    }
    const broken = results.find((result) => result.status === 'rejected')
    if (broken) {
      throw broken.reason
    }
  }

  async #one(row: DueSubscription): Promise<Outcome> {
    try {
      return made(row, await this.#create(row))
    } catch (error) {
      if (!(error instanceof TwitchError)) {
        throw error
      }
      return failed(row, error)
    }
  }

  /**
   * Twitch may have it already, made by a process that ended before it could write that down. Which
   * secret a webhook's was made with nobody knows then, so it is made anew.
   */
  async #create(row: DueSubscription): Promise<SubscriptionOnTwitch> {
    const order = orderOf(row)
    try {
      return await this.api.create(order)
    } catch (error) {
      const isThere = error instanceof TwitchError && error.kind === 'conflict'
      const existing = isThere ? await this.#find(row, order.broadcasterId) : null
      if (existing === null || row.transport !== 'webhook') {
        if (existing) {
          return existing
        }
        throw error
      }
      await this.api.delete(existing.id, null)
      return this.api.create(order)
    }
  }

  async #find(row: DueSubscription, broadcasterId: string | null) {
    const filter = row.broadcaster_id === null ? { type: row.type } : { about: row.broadcaster_id }
    let after: string | undefined
    do {
      const page = await this.api.page({ broadcasterId, ...filter, after })
      const found = page.data.find((one) => isSame(row, one))
      if (found) {
        return found
      }
      after = page.next ?? undefined
    } while (after !== undefined)
    return null
  }
}

function isSame(row: DueSubscription, listed: SubscriptionOnTwitch): boolean {
  const isAlive = ['enabled', 'webhook_callback_verification_pending'].includes(listed.status)
  const fields = new Set([...Object.keys(row.condition), ...Object.keys(listed.condition)])
  return (
    isAlive &&
    listed.type === row.type &&
    listed.version === row.version &&
    listed.target === addressOf(row.target) &&
    [...fields].every((name) => (listed.condition[name] || '') === (row.condition[name] || ''))
  )
}
