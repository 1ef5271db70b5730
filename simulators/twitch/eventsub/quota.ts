import type { Subscription } from './model.ts'

/** The living subscriptions that share their limits. */
interface Account {
  cost: number
  /** How many each session, callback or conduit has. */
  byTarget: Map<string, number>
  /** Those of one type and condition. */
  alike: Map<string, Set<Subscription>>
}

/** Where a subscription's events go. */
export function targetOf({ transport }: Subscription): string {
  if (transport.method === 'websocket') return transport.sessionId
  return transport.method === 'webhook' ? transport.callback : transport.conduitId
}

/** Who shares limits and lists: a client and user over WebSocket, else the client alone. */
export function accountKey(clientId: string, userId: string | null): string {
  return `${clientId}|${userId ?? ''}`
}

export const isAlive = ({ status }: Subscription) =>
  status === 'enabled' || status === 'webhook_callback_verification_pending'

function likeness({ type, condition }: Subscription): string {
  return `${type}|${JSON.stringify(Object.entries(condition).sort())}`
}

/** Counts what lives, so that a new subscription is judged without looking at the others. */
export class Quota {
  readonly #accounts = new Map<string, Account>()

  add(subscription: Subscription): void {
    const account = this.#account(subscription)
    const target = targetOf(subscription)
    account.cost += subscription.cost
    account.byTarget.set(target, (account.byTarget.get(target) ?? 0) + 1)
    const alike = account.alike.get(likeness(subscription))
    if (alike) alike.add(subscription)
    else account.alike.set(likeness(subscription), new Set([subscription]))
  }

  remove(subscription: Subscription): void {
    const account = this.#account(subscription)
    const target = targetOf(subscription)
    account.cost -= subscription.cost
    const left = (account.byTarget.get(target) ?? 0) - 1
    if (left > 0) account.byTarget.set(target, left)
    else account.byTarget.delete(target)
    const alike = account.alike.get(likeness(subscription))
    alike?.delete(subscription)
    if (alike?.size === 0) account.alike.delete(likeness(subscription))
  }

  alike(subscription: Subscription): Subscription[] {
    return [...(this.#account(subscription).alike.get(likeness(subscription)) ?? [])]
  }

  cost(clientId: string, userId: string | null): number {
    return this.#accounts.get(accountKey(clientId, userId))?.cost ?? 0
  }

  /** How many living subscriptions each target has. */
  targets(subscription: Subscription): ReadonlyMap<string, number> {
    return this.#account(subscription).byTarget
  }

  #account({ clientId, userId }: Subscription): Account {
    const key = accountKey(clientId, userId)
    const known = this.#accounts.get(key)
    if (known) return known
    const account: Account = { cost: 0, byTarget: new Map(), alike: new Map() }
    this.#accounts.set(key, account)
    return account
  }
}
