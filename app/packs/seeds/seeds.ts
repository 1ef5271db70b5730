import logger from '@adonisjs/core/services/logger'
import type { Offer } from '#packs/opening/counters'
import { openSeed } from '#packs/seeds/seed_cipher'

/** In plain: never logged, never sent. */
export interface Seed {
  id: string
  bytes: Buffer
}

const REMEMBERED = 1_000

/** Opens the channels' current seeds, each once. */
export class Seeds {
  #known = new Map<string, Seed>()

  /** @returns null when it cannot be read: the app's key has changed */
  of(seed: NonNullable<Offer['seed']>): Seed | null {
    const known = this.#known.get(seed.id)
    if (known) {
      return known
    }
    const bytes = openSeed(seed.id, seed.sealed)
    if (!bytes) {
      logger.error({ event: 'packs.seed_unreadable', seedId: seed.id }, 'APP_KEY has changed')
      return null
    }
    if (this.#known.size >= REMEMBERED) {
      this.#known.clear()
    }
    const opened = { id: seed.id, bytes }
    this.#known.set(seed.id, opened)
    return opened
  }
}
