import { badRequest, notFound } from '../http/problem.ts'
import type { BroadcasterType, User } from './model.ts'

const COLORS = ['#8A2BE2', '#2E8B57', '#B22222', '#1E90FF', '#DAA520', '#FF69B4', '#5F9EA0']

export interface NewUser {
  id?: string | undefined
  login: string
  displayName?: string | undefined
  broadcasterType?: BroadcasterType | undefined
}

/** Every account, by id and by login. */
export class Users {
  readonly #byId = new Map<string, User>()
  readonly #byLogin = new Map<string, User>()
  #nextId = 100_000_001

  byId(id: string): User | undefined {
    return this.#byId.get(id)
  }

  byLogin(login: string): User | undefined {
    return this.#byLogin.get(login.toLowerCase())
  }

  /** By id or login, as people write either. */
  find(reference: string): User | undefined {
    return this.#byId.get(reference) ?? this.byLogin(reference)
  }

  /** @throws Problem 404 */
  get(reference: string): User {
    const user = this.find(reference)
    if (!user) throw notFound(`There is no user "${reference}"`)
    return user
  }

  /** @throws Problem 400 for a login Twitch would not allow or an id that is taken */
  create(wanted: NewUser): User {
    const login = this.#freeLogin(wanted.login)
    const id = wanted.id ?? this.#freeId()
    if (this.#byId.has(id)) throw badRequest(`The id ${id} is taken`, 'ID_TAKEN')
    const user: User = {
      id,
      login,
      displayName: wanted.displayName?.trim() || login,
      broadcasterType: wanted.broadcasterType ?? '',
      createdAt: '2021-03-04T05:06:07Z',
      color: COLORS[Number(id.slice(-4)) % COLORS.length] ?? '#8A2BE2',
    }
    this.restore(user)
    return user
  }

  /** The user with that id or login; a new plain viewer when there is none. */
  ensure(reference: string): User {
    return this.find(reference) ?? this.create({ login: reference })
  }

  restore(user: User): void {
    this.#byId.set(user.id, user)
    this.#byLogin.set(user.login, user)
  }

  /** @throws Problem 400 as for a new user */
  rename(user: User, wanted: string): void {
    const login = this.#freeLogin(wanted)
    this.#byLogin.delete(user.login)
    user.login = login
    this.#byLogin.set(login, user)
  }

  remove(user: User): void {
    this.#byId.delete(user.id)
    this.#byLogin.delete(user.login)
  }

  all(): User[] {
    return [...this.#byId.values()]
  }

  #freeLogin(wanted: string): string {
    const login = wanted.trim().toLowerCase()
    if (!/^[a-z0-9][a-z0-9_]{1,24}$/.test(login)) {
      throw badRequest('A login has 2 to 25 letters, digits or underscores', 'BAD_LOGIN')
    }
    if (this.#byLogin.has(login)) throw badRequest(`The login ${login} is taken`, 'LOGIN_TAKEN')
    return login
  }

  #freeId(): string {
    while (this.#byId.has(String(this.#nextId))) this.#nextId += 1
    return String(this.#nextId++)
  }
}
