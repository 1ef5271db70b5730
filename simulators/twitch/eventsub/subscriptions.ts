import type { Notice, Subscription } from './model.ts'
import { accountKey, isAlive, Quota } from './quota.ts'
import { SUBSCRIPTION_TYPES } from './subscription_types.ts'

const DEAD_KEPT = 1000

/** The condition field that finds a subscription again when something happens. */
function indexKey(type: string, condition: Record<string, string>): string {
  const spec = SUBSCRIPTION_TYPES.get(type)
  const fields = [...(spec?.required ?? []), ...(spec?.optional ?? [])]
  const field = fields.find((name) => condition[name]) ?? ''
  return `${type}|${field}|${condition[field] ?? ''}`
}

function put<T>(sets: Map<string, Set<T>>, key: string, item: T): void {
  const known = sets.get(key)
  if (known) known.add(item)
  else sets.set(key, new Set([item]))
}

function take<T>(sets: Map<string, Set<T>>, key: string, item: T): void {
  const known = sets.get(key)
  known?.delete(item)
  if (known?.size === 0) sets.delete(key)
}

/** All subscriptions, found by what they wait for without looking at the others. */
export class Subscriptions {
  readonly quota = new Quota()
  readonly #byId = new Map<string, Subscription>()
  readonly #byAccount = new Map<string, Set<Subscription>>()
  readonly #waiting = new Map<string, Set<Subscription>>()
  readonly #dead: Subscription[] = []

  get(id: string): Subscription | undefined {
    return this.#byId.get(id)
  }

  /** False once it was deleted. */
  has(subscription: Subscription): boolean {
    return this.#byId.get(subscription.id) === subscription
  }

  all(): Subscription[] {
    return [...this.#byId.values()]
  }

  /** Those a user made over WebSocket, or the app (`userId` null) over the others; oldest first. */
  of(clientId: string, userId: string | null): ReadonlySet<Subscription> {
    return this.#byAccount.get(accountKey(clientId, userId)) ?? new Set()
  }

  add(subscription: Subscription): void {
    const { clientId, userId, type, condition } = subscription
    this.#byId.set(subscription.id, subscription)
    put(this.#byAccount, accountKey(clientId, userId), subscription)
    put(this.#waiting, indexKey(type, condition), subscription)
    if (isAlive(subscription)) this.quota.add(subscription)
  }

  remove(subscription: Subscription): void {
    this.#retire(subscription)
    this.#drop(subscription)
  }

  /** It stays listed with that status, as on Twitch, but gets nothing any more. */
  end(subscription: Subscription, status: string): void {
    this.#retire(subscription)
    subscription.status = status
    this.#dead.push(subscription)
    const oldest = this.#dead.length > DEAD_KEPT ? this.#dead.shift() : undefined
    if (oldest) this.#drop(oldest)
  }

  reprice(subscription: Subscription, cost: number): void {
    if (subscription.cost === cost) return
    const alive = isAlive(subscription)
    if (alive) this.quota.remove(subscription)
    subscription.cost = cost
    if (alive) this.quota.add(subscription)
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

  #retire(subscription: Subscription): void {
    if (isAlive(subscription)) this.quota.remove(subscription)
    take(this.#waiting, indexKey(subscription.type, subscription.condition), subscription)
  }

  #drop(subscription: Subscription): void {
    const { id, clientId, userId } = subscription
    this.#byId.delete(id)
    take(this.#byAccount, accountKey(clientId, userId), subscription)
  }
}
