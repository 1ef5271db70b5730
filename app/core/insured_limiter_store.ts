import { errors } from '@adonisjs/limiter'
import type { LimiterStoreContract } from '@adonisjs/limiter/types'

type Key = string | number

/**
 * Counts in the store all processes share, and in this process alone while
 * that one does not answer: a limit is no reason to turn everybody away.
 */
export class InsuredLimiterStore implements LimiterStoreContract {
  readonly name = 'insured'
  readonly requests: number
  readonly duration: number
  readonly blockDuration: number

  constructor(
    private shared: LimiterStoreContract,
    private own: LimiterStoreContract
  ) {
    this.requests = shared.requests
    this.duration = shared.duration
    this.blockDuration = shared.blockDuration
  }

  consume(key: Key, amount?: number) {
    return this.#ask((store) => store.consume(key, amount))
  }

  increment(key: Key, amount?: number) {
    return this.#ask((store) => store.increment(key, amount))
  }

  decrement(key: Key, amount?: number) {
    return this.#ask((store) => store.decrement(key, amount))
  }

  block(key: Key, duration: string | number) {
    return this.#ask((store) => store.block(key, duration))
  }

  set(key: Key, requests: number, duration?: string | number) {
    return this.#ask((store) => store.set(key, requests, duration))
  }

  delete(key: Key) {
    return this.#ask((store) => store.delete(key))
  }

  get(key: Key) {
    return this.#ask((store) => store.get(key))
  }

  clear() {
    return this.#ask((store) => store.clear())
  }

  async #ask<Answer>(ask: (store: LimiterStoreContract) => Promise<Answer>): Promise<Answer> {
    try {
      return await ask(this.shared)
    } catch (error) {
      if (error instanceof errors.E_TOO_MANY_REQUESTS) {
        throw error
      }
      return ask(this.own)
    }
  }
}
