import { randomUUID } from 'node:crypto'
import { Problem } from '../http/problem.ts'
import { seededRandom } from '../world/random.ts'
import type { Clock } from '../world/clock.ts'
import type { Request } from '../http/request.ts'

export interface HttpFaultRule {
  id: string
  /** Any method when empty. */
  method: string
  /** Part of the path, for example `redemptions`. */
  path: string
  /** The status answered instead; 0 only delays. */
  status: number
  /** Strikes that are left; null is without end. */
  times: number | null
  /** Chance that a matching call is struck, by a seeded sequence. */
  probability: number
  /** Ends at that simulated time; null does not. */
  until: number | null
  delayMs: number
  /** True carries the call out and answers the error all the same: the answer was lost. */
  applied: boolean
}

/** What befalls one call. */
export interface Strike {
  delayMs: number
  problem: Problem | null
  applied: boolean
}

const HEALTHY: Strike = { delayMs: 0, problem: null, applied: false }

/** Errors and delays on demand, rule by rule; the first rule that strikes decides. */
export class HttpFaults {
  readonly #clock: Clock
  readonly #rules = new Map<string, { rule: HttpFaultRule; random: () => number }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  add(wanted: Omit<HttpFaultRule, 'id'>, seed: number): HttpFaultRule {
    const rule = { ...wanted, id: randomUUID() }
    this.#rules.set(rule.id, { rule, random: seededRandom(seed) })
    return rule
  }

  remove(id: string): boolean {
    return this.#rules.delete(id)
  }

  clear(): void {
    this.#rules.clear()
  }

  all(): HttpFaultRule[] {
    return [...this.#rules.values()].map(({ rule }) => rule)
  }

  strike(request: Request): Strike {
    for (const { rule, random } of this.#rules.values()) {
      if (rule.until !== null && rule.until <= this.#clock.now()) {
        this.#rules.delete(rule.id)
        continue
      }
      if (rule.method && rule.method !== request.method) continue
      if (!request.path.includes(rule.path) || random() >= rule.probability) continue
      if (rule.times !== null && --rule.times <= 0) this.#rules.delete(rule.id)
      return { delayMs: rule.delayMs, problem: this.#problem(rule), applied: rule.applied }
    }
    return HEALTHY
  }

  #problem({ status, until }: HttpFaultRule): Problem | null {
    if (status === 0) return null
    if (status !== 429) return new Problem(status, '', 'FAULT')
    const reset = Math.ceil((until ?? this.#clock.now() + 1000) / 1000)
    return new Problem(429, 'Too Many Requests', 'FAULT', {
      'ratelimit-remaining': '0',
      'ratelimit-reset': String(reset),
    })
  }
}
