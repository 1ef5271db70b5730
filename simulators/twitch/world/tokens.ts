import { randomBytes } from 'node:crypto'
import type { Clock } from './clock.ts'

export interface Client {
  id: string
  secret: string
  /** Empty means any. */
  redirectUris: string[]
}

/** `userId` is null for an app token. */
export interface Token {
  value: string
  clientId: string
  userId: string | null
  scopes: string[]
  expiresAt: number
}

interface Refresh {
  clientId: string
  userId: string
  scopes: string[]
}

interface Code extends Refresh {
  redirectUri: string
  expiresAt: number
}

const CODE_LIFETIME_MS = 10 * 60_000
const secretWord = () => randomBytes(24).toString('base64url').toLowerCase().replace(/[-_]/g, 'x')

/** Clients, what users allowed them, and the tokens that came of it. */
export class Tokens {
  readonly clients = new Map<string, Client>()
  readonly #clock: Clock
  readonly #access = new Map<string, Token>()
  readonly #refresh = new Map<string, Refresh>()
  readonly #codes = new Map<string, Code>()
  /** `client:user` to the scopes the user granted, until the user disconnects the client. */
  readonly #grants = new Map<string, Set<string>>()
  userLifetimeSeconds = 14_400
  appLifetimeSeconds = 5_000_000

  constructor(clock: Clock) {
    this.#clock = clock
  }

  grant(clientId: string, userId: string, scopes: string[]): void {
    const key = `${clientId}:${userId}`
    this.#grants.set(key, new Set([...(this.#grants.get(key) ?? []), ...scopes]))
  }

  /** The scopes a user allows a client; undefined when the two are not connected. */
  granted(clientId: string, userId: string): Set<string> | undefined {
    return this.#grants.get(`${clientId}:${userId}`)
  }

  issueCode(grant: Refresh, redirectUri: string): string {
    const code = secretWord()
    this.grant(grant.clientId, grant.userId, grant.scopes)
    this.#codes.set(code, {
      ...grant,
      redirectUri,
      expiresAt: this.#clock.now() + CODE_LIFETIME_MS,
    })
    return code
  }

  /** Takes the code away: it works once. */
  takeCode(code: string): Code | undefined {
    const found = this.#codes.get(code)
    this.#codes.delete(code)
    return found && found.expiresAt > this.#clock.now() ? found : undefined
  }

  issueApp(clientId: string): Token {
    return this.#issue(clientId, null, [], this.appLifetimeSeconds)
  }

  issueUser(grant: Refresh): { token: Token; refreshToken: string } {
    const { clientId, userId, scopes } = grant
    const refreshToken = secretWord()
    this.#refresh.set(refreshToken, { clientId, userId, scopes })
    return { token: this.#issue(clientId, userId, scopes, this.userLifetimeSeconds), refreshToken }
  }

  /** Rotates: the old refresh token is worthless afterwards. */
  takeRefresh(refreshToken: string, clientId: string): Refresh | undefined {
    const found = this.#refresh.get(refreshToken)
    if (found?.clientId !== clientId) return undefined
    this.#refresh.delete(refreshToken)
    return found
  }

  /** The token when it is known and has not expired. */
  valid(value: string): Token | undefined {
    const token = this.#access.get(value)
    return token && token.expiresAt > this.#clock.now() ? token : undefined
  }

  secondsLeft(token: Token): number {
    return Math.max(0, Math.floor((token.expiresAt - this.#clock.now()) / 1000))
  }

  revoke(value: string, clientId: string): boolean {
    if (this.#access.get(value)?.clientId === clientId) return this.#access.delete(value)
    if (this.#refresh.get(value)?.clientId === clientId) return this.#refresh.delete(value)
    return false
  }

  /** Ends matching access tokens; returns how many. */
  expire(matches: (token: Token) => boolean): number {
    let count = 0
    for (const token of this.#access.values()) {
      if (!matches(token)) continue
      token.expiresAt = this.#clock.now()
      count += 1
    }
    return count
  }

  /** What happens when a user disconnects the client or changes the password. */
  disconnect(userId: string, clientId: string): boolean {
    for (const [value, token] of this.#access) {
      if (token.userId === userId && token.clientId === clientId) this.#access.delete(value)
    }
    for (const [value, refresh] of this.#refresh) {
      if (refresh.userId === userId && refresh.clientId === clientId) this.#refresh.delete(value)
    }
    return this.#grants.delete(`${clientId}:${userId}`)
  }

  /** Forgets tokens that ended more than a minute ago. */
  sweep(): void {
    const limit = this.#clock.now() - 60_000
    for (const [value, token] of this.#access) {
      if (token.expiresAt < limit) this.#access.delete(value)
    }
  }

  access(): Token[] {
    return [...this.#access.values()]
  }

  grants(): { clientId: string; userId: string; scopes: string[] }[] {
    return [...this.#grants].map(([key, scopes]) => {
      const [clientId = '', userId = ''] = key.split(':')
      return { clientId, userId, scopes: [...scopes] }
    })
  }

  save() {
    return { access: this.access(), refresh: [...this.#refresh], grants: this.grants() }
  }

  restore(saved: ReturnType<Tokens['save']>): void {
    for (const token of saved.access) this.#access.set(token.value, token)
    for (const [value, refresh] of saved.refresh) this.#refresh.set(value, refresh)
    for (const { clientId, userId, scopes } of saved.grants) this.grant(clientId, userId, scopes)
  }

  #issue(clientId: string, userId: string | null, scopes: string[], seconds: number): Token {
    const expiresAt = this.#clock.now() + seconds * 1000
    const token: Token = { value: secretWord(), clientId, userId, scopes, expiresAt }
    this.#access.set(token.value, token)
    return token
  }
}
