import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export interface Departure {
  campaignId: string
  streamerId: string
}

/**
 * What must happen when a streamer's part in a campaign ends: leaving, removal,
 * archiving, another live campaign, a deleted account. Features above register
 * theirs; all run in the transaction that ends it, so nothing is left half done.
 */
export class Departures {
  #listeners: ((trx: TransactionClientContract, departure: Departure) => Promise<void>)[] = []

  register(listener: (trx: TransactionClientContract, departure: Departure) => Promise<void>) {
    this.#listeners.push(listener)
  }

  async announce(trx: TransactionClientContract, departure: Departure): Promise<void> {
    for (const listener of this.#listeners) {
      await listener(trx, departure)
    }
  }
}
