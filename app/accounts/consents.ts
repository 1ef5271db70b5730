import type { Sql } from '#core/sql'
import type { TwitchScope } from '#twitch/twitch_driver'

/** Something that needs permissions on Twitch, and that a person can go there for. */
export interface ConsentPurpose {
  /** What must be allowed for it, each of them. */
  scopes: readonly TwitchScope[]
  /** What a person who set out to switch it on is told once it is. */
  sentence?: string
  /** Switches it on, in the transaction that keeps the new tokens. */
  switchOn?: (sql: Sql, userId: string) => Promise<void>
}

type InUse = (sql: Sql, userId: string) => Promise<readonly TwitchScope[]>

/**
 * What people are asked to allow on Twitch, and why. Features register their purposes at boot. A
 * new consent replaces the old token, so it asks for what is granted and in use along
 * with what is wanted now; signing in has no purpose and asks for nothing.
 */
export class Consents {
  #purposes = new Map<string, ConsentPurpose>()
  #inUse: InUse[] = []

  define(id: string, purpose: ConsentPurpose): this {
    this.#purposes.set(id, purpose)
    return this
  }

  /** What a person has switched on needs these scopes, whatever the next consent is for. */
  alsoAsk(inUse: InUse): this {
    this.#inUse.push(inUse)
    return this
  }

  find(id: unknown): ConsentPurpose | undefined {
    return typeof id === 'string' ? this.#purposes.get(id) : undefined
  }

  /** All that a trip to Twitch for this purpose has to ask for. */
  async scopes(sql: Sql, purpose: ConsentPurpose, userId: string | undefined): Promise<string[]> {
    if (userId === undefined) {
      return [...purpose.scopes]
    }
    const inUse = await Promise.all(this.#inUse.map((scopes) => scopes(sql, userId)))
    const granted = await grantedScopes(sql, userId)
    return [...new Set([...granted, ...inUse.flat(), ...purpose.scopes])]
  }
}

/** What a user's token allows now; nothing when it is refused or revoked. */
export async function grantedScopes(sql: Sql, userId: string): Promise<string[]> {
  const [account] = await sql.run<{ scopes: string[] }>(
    `SELECT scopes FROM twitch_accounts WHERE user_id = $1 AND state = 'valid'`,
    [userId]
  )
  return account?.scopes ?? []
}
