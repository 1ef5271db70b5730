import { ARIA, BORIN, RemoteTable } from '#tests/support/e2e/remote_table'
import type { RunningApp } from '#tests/support/running_app'
import type { Streamer } from './schedule.js'
import type { Person } from './person.js'

const CHARACTERS = { mira_streams: ARIA, tobi_plays: BORIN }

/**
 * The GM's tab while processes come and go: it turns to one that answers, and
 * answers a command that it is given again as it did before.
 */
export class Table {
  #table: RemoteTable
  #answered = new Map<string, boolean>()

  constructor(private apps: readonly RunningApp[]) {
    this.#table = new RemoteTable(apps[0].url)
  }

  async sit(gm: Person, campaignId: string): Promise<void> {
    await this.#table.pair(await gm.consent(), campaignId)
    await this.#table.sit()
  }

  async roll(streamer: Streamer, natural: 1 | 20): Promise<boolean> {
    return this.#somewhere(() => this.#table.rollCritical(CHARACTERS[streamer], natural))
  }

  /** Does what the app orders, or fails at it. */
  async answer(fails: boolean): Promise<boolean> {
    return this.#somewhere(async () => {
      for (const { id } of await this.#table.pull()) {
        const asBefore = this.#answered.get(id) ?? fails
        this.#answered.set(id, asBefore)
        await (asBefore ? this.#table.failed(id) : this.#table.done(id))
      }
    })
  }

  leave(): void {
    this.#table.leave()
  }

  /** Greets anew after a refusal: the lease may have been lost with the process. */
  async #somewhere(work: () => Promise<void>): Promise<boolean> {
    for (const { url } of this.apps) {
      this.#table.turnTo(url)
      try {
        await work()
        return true
      } catch {
        await this.#table.hello().catch(() => {})
      }
    }
    return false
  }
}
