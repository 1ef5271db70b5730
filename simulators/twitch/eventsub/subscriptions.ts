import type { Notice, Subscription } from './model.ts'
import { SUBSCRIPTION_TYPES } from './subscription_types.ts'

const DEAD_KEPT = 1000

/** The condition field that finds a subscription again when something happens. */
function indexKey(type: string, condition: Record<string, string>): string {
  const spec = SUBSCRIPTION_TYPES.get(type)
  const fields = [...(spec?.required ?? []), ...(spec?.optional ?? [])]
  const field = fields.find((name) => condition[name]) ?? ''
  return `${type}|${field}|${condition[field] ?? ''}`
}

/** All subscriptions, found by what they wait for without looking at the others. */
export class Subscriptions {
  readonly #byId = new Map<string, Subscription>()
  readonly #waiting = new Map<string, Set<Subscription>>()
  readonly #dead: Subscription[] = []

  get(id: string): Subscription | undefined {
    return this.#byId.get(id)
  }

  all(): Subscription[] {
    return [...this.#byId.values()]
  }

  add(subscription: Subscription): void {
    this.#byId.set(subscription.id, subscription)
    const key = indexKey(subscription.type, subscription.condition)
    const waiting = this.#waiting.get(key)
    if (waiting) waiting.add(subscription)
    else this.#waiting.set(key, new Set([subscription]))
  }

  remove(subscription: Subscription): void {
    this.#byId.delete(subscription.id)
    this.#unindex(subscription)
  }

  /** It stays listed with that status, as on Twitch, but gets nothing any more. */
  end(subscription: Subscription, status: string): void {
    subscription.status = status
    this.#unindex(subscription)
    this.#dead.push(subscription)
    const oldest = this.#dead.length > DEAD_KEPT ? this.#dead.shift() : undefined
    if (oldest) this.#byId.delete(oldest.id)
  }

  waitingFor(notice: Notice): Subscription[] {
    const found: Subscription[] = []
    for (const [field, value] of Object.entries(notice.facts)) {
      const candidates = this.#waiting.get(`${notice.type}|${field}|${value}`)
      for (const candidate of candidates ?? []) {
        if (candidate.status === 'enabled' && this.#matches(candidate, notice)) {
          found.push(candidate)
        }
      }
    }
    return found
  }

  #matches(subscription: Subscription, notice: Notice): boolean {
    for (const [field, wanted] of Object.entries(subscription.condition)) {
      const fact = notice.facts[field]
      if (wanted && fact !== undefined && fact !== wanted) return false
    }
    return true
  }

  #unindex(subscription: Subscription): void {
    const key = indexKey(subscription.type, subscription.condition)
    const waiting = this.#waiting.get(key)
    waiting?.delete(subscription)
    if (waiting?.size === 0) this.#waiting.delete(key)
  }
}
