import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { Clock } from '#core/clock'
import { onLucid, type Sql } from '#core/sql'
import { notify, Notifications } from '#core/jobs/notifications'
import { disown, own } from '#core/jobs/ownership'
import { Worker } from '#core/jobs/worker'
import { TwitchError } from '#twitch/twitch_error'
import { webhookTarget } from '#twitch/eventsub/eventsub_settings'
import { ConnectionChanged } from '#channels/connection_changed'
import { methodOf, needsAddress, type Transport } from '#channels/eventsub/transports/transport'
import { TransportChoice } from '#channels/eventsub/transports/transport_choice'
import { planOwn } from '#channels/eventsub/subscriptions/plan_own'
import { handOver } from '#channels/eventsub/subscriptions/hand_over'
import { planForAll } from '#channels/eventsub/subscriptions/plan_subscriptions'
import { keepSharedStates } from '#channels/eventsub/subscriptions/shared_states'
import { MakeSubscriptions } from '#channels/eventsub/subscriptions/make_subscriptions'
import { RemoveSubscriptions } from '#channels/eventsub/subscriptions/remove_subscriptions'
import { CompareSubscriptions } from '#channels/eventsub/subscriptions/compare_subscriptions'

const RESOURCE = 'eventsub-subscriptions'
/** A round of calls at Twitch's pace takes some seconds. */
const OWNED_SECONDS = 30
const SWEEP_MS = 2_000
/** What is wanted changes with a notification; time alone changes little. */
const PLAN_EVERY_MS = 30_000
const COMPARE_EVERY_MS = 3_600_000
const COMPARE_AGAIN_MS = 60_000
/** With a notification: what Twitch has is compared at once. */
export const COMPARE = 'compare'

/**
 * Reaches the wanted state of the subscriptions that all streamers share, over webhooks or a conduit, and sees
 * to it that one transport takes over from another. One process at a time.
 */
@inject()
export class SubscriptionKeeper {
  #worker: Worker | undefined
  #stopping = new AbortController()
  #unsubscribe: (() => void) | undefined
  #compareAt = 0
  #planAt = 0

  constructor(
    private choice: TransportChoice,
    private make: MakeSubscriptions,
    private remove: RemoveSubscriptions,
    private compare: CompareSubscriptions,
    private clock: Clock,
    private notifications: Notifications
  ) {}

  start(): void {
    const worker = new Worker({
      name: 'eventsub.subscriptions',
      sweepMs: SWEEP_MS,
      work: () => this.turn(),
    })
    this.#unsubscribe = this.notifications.on('subscriptions', (what) => {
      this.#planAt = 0
      if (what === COMPARE) {
        this.compareSoon()
      }
      worker.wake()
    })
    this.#worker = worker
    worker.start()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    this.#unsubscribe?.()
    await this.#worker?.stop()
    await disown(onLucid(db.connection()), RESOURCE)
  }

  /** At once, whatever time it is. */
  compareSoon(): void {
    this.#compareAt = 0
  }

  /**
   * Plans, and does some seconds of what is due.
   *
   * @returns whether there is more to do at once
   */
  async turn(): Promise<boolean> {
    const sql = onLucid(db.connection())
    if ((await own(sql, RESOURCE, OWNED_SECONDS)) === null) {
      this.#compareAt = this.#planAt = 0
      return false
    }
    if (this.clock.millis() >= this.#planAt) {
      const { used } = await this.choice.read(sql)
      this.#planAt = this.clock.millis() + PLAN_EVERY_MS
      await this.plan(sql, used)
    }
    await this.#compare()

    const { signal } = this.#stopping
    const isMoreToRemove = await this.remove.execute(signal)
    const isMoreToMake = await this.make.shared(signal)
    return (isMoreToRemove || isMoreToMake) && !signal.aborted
  }

  /** Brings rows and states in line with what is wanted; asks Twitch for nothing. */
  async plan(sql: Sql, used: Transport): Promise<void> {
    const method = methodOf(used)
    const target = await sharedTarget(sql, used)
    const changed = new Set<string>()

    await planOwn(sql, needsAddress(used) ? webhookTarget() : null)
    if (target !== null) {
      const planned = await planForAll(sql, method, target)
      planned.forEach((id) => changed.add(id))
    }
    if (method !== 'websocket') {
      const moved = await keepSharedStates(sql, method)
      moved.forEach((id) => changed.add(id))
    }
    const { dropped, waiting } = await handOver(sql, method)
    if (dropped > 0) {
      await notify(sql, 'subscriptions')
    }
    if (waiting > 0) {
      // While one transport takes over from another, it is looked at in every turn.
      this.#planAt = 0
    }
    await Promise.all([...changed].map((id) => ConnectionChanged.dispatch(id)))
  }

  /** On start and every hour; a list that cannot be read is asked for again in a minute. */
  async #compare(): Promise<void> {
    const now = this.clock.millis()
    if (now < this.#compareAt) {
      return
    }
    this.#compareAt = now + COMPARE_EVERY_MS
    try {
      await this.compare.execute(this.#stopping.signal)
    } catch (error) {
      this.#compareAt = now + COMPARE_AGAIN_MS
      if (this.#stopping.signal.aborted) {
        return
      }
      if (!(error instanceof TwitchError)) {
        throw error
      }
      logger.warn(
        { event: 'eventsub.not_compared', code: error.code, detail: error.detail },
        'Twitch’s list of subscriptions could not be read'
      )
    }
  }
}

/** What all subscriptions deliver to; null over WebSockets, and until there is a conduit. */
async function sharedTarget(sql: Sql, used: Transport): Promise<string | null> {
  switch (methodOf(used)) {
    case 'websocket':
      return null
    case 'webhook':
      return webhookTarget()
    case 'conduit': {
      const [row] = await sql.run<{ conduit_id: string | null }>(
        'SELECT conduit_id FROM eventsub_conduits'
      )
      return row?.conduit_id ?? null
    }
  }
}
