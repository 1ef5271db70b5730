import db from '@adonisjs/lucid/services/db'
import { setTimeout as pause } from 'node:timers/promises'
import { inject } from '@adonisjs/core'
import { onLucid, type Sql } from '#core/sql'
import { disown, own } from '#core/jobs/ownership'
import { Worker } from '#core/jobs/worker'
import type { Notifications } from '#core/jobs/notifications'
import { ApplyPauses } from '#rewards/apply_pauses'
import { Lanes } from '#rewards/lanes'
import { dueLists, ListSlots } from '#rewards/list_slots'
import { ReachWantedState } from '#rewards/reach_wanted_state'
import { dueBroadcasters, nextDue } from '#rewards/reward_rows'

const SIDE_BY_SIDE = 6
/** Longer than any one call; renewed before each. */
const OWNED_SECONDS = 15
/** What changes within this time reaches Twitch in one call. */
const DEBOUNCE_MS = 250
/** A lane gives way to the next round after so many steps, whatever is still due. */
const MAX_STEPS = 50
const STOP_MS = 2_000

/**
 * Brings the rewards on Twitch to what their rows want, one call after the other
 * per channel and by one process at a time. Woken by notifications of `rewards`
 * and every second.
 */
@inject()
export class RewardReconciler {
  #lanes = new Lanes(SIDE_BY_SIDE, () => this.#worker?.wake())
  #worker: Worker | undefined
  #isStopped = false

  constructor(
    private pauses: ApplyPauses,
    private reach: ReachWantedState,
    private slots: ListSlots
  ) {}

  start(notifications: Notifications): void {
    this.#worker = new Worker(
      {
        name: 'rewards',
        channel: 'rewards',
        work: async () => {
          await this.round()
          await pause(DEBOUNCE_MS)
          return false
        },
      },
      notifications
    )
    this.#worker.start()
  }

  /** A call to Twitch that hangs is not waited for: the next process finds the row as it is. */
  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#worker?.stop()
    await Promise.race([this.#lanes.idle(), pause(STOP_MS, undefined, { ref: false })])
  }

  /** Computes the pauses and starts what is due. */
  async round(): Promise<void> {
    const sql = onLucid(db.connection())
    await this.pauses.execute(sql)
    for (const broadcasterId of await dueBroadcasters(sql)) {
      this.#lanes.run(broadcasterId, () =>
        this.#own(sql, broadcasterId, () => this.#steps(sql, broadcasterId))
      )
    }
    for (const broadcasterId of await dueLists(sql)) {
      this.#lanes.run(broadcasterId, () =>
        this.#own(sql, broadcasterId, () => this.slots.execute(broadcasterId))
      )
    }
  }

  /** Resolves when all that was started has ended. */
  async idle(): Promise<void> {
    await this.#lanes.idle()
  }

  /** One process at a time calls Twitch for a channel. */
  async #own(sql: Sql, broadcasterId: string, work: () => Promise<void>): Promise<void> {
    if ((await own(sql, resource(broadcasterId), OWNED_SECONDS)) === null) {
      return
    }
    try {
      await work()
    } finally {
      await disown(sql, resource(broadcasterId))
    }
  }

  async #steps(sql: Sql, broadcasterId: string): Promise<void> {
    for (let step = 0; step < MAX_STEPS && !this.#isStopped; step++) {
      const row = await nextDue(sql, broadcasterId)
      if (!row || (await own(sql, resource(broadcasterId), OWNED_SECONDS)) === null) {
        return
      }
      await this.reach.execute(row)
    }
  }
}

const resource = (broadcasterId: string) => `rewards:${broadcasterId}`
