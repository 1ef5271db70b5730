import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { holderOf, tryLock, withLock } from '../lock_file.mjs'
import { DATA_FOLDER } from '../paths.mjs'
import { Cluster } from './cluster.mjs'
import { urlOf } from './credentials.mjs'
import { postgresHome } from './home.mjs'

/**
 * The embedded server for the commands of one clone. `npm start` and `npm test` may run side by side: each signs in
 * as a user of the server, and the last to leave stops it.
 */
export class EmbeddedPostgres {
  #cluster
  #lock
  #users
  #access

  static async acquire(dataFolder = DATA_FOLDER, options = {}) {
    const postgres = new EmbeddedPostgres(dataFolder, options)
    await withLock(postgres.#lock, () => postgres.#enter(), { within: 120_000 })
    return postgres
  }

  constructor(dataFolder, options) {
    this.#cluster = new Cluster(postgresHome(dataFolder, options), options)
    this.#lock = path.join(dataFolder, 'postgres', 'lock')
    this.#users = path.join(dataFolder, 'postgres', 'users')
  }

  /** Where to connect: contains the password, so it is never to be printed. */
  url(database = 'postgres') {
    return urlOf(this.#access, database)
  }

  get port() {
    return this.#access.port
  }

  get adopted() {
    return this.#access.adopted
  }

  async #enter() {
    mkdirSync(this.#users, { recursive: true })
    this.#forgetTheDead()
    this.#access = await this.#cluster.start()
    tryLock(this.#ticket)
  }

  async release() {
    await withLock(
      this.#lock,
      async () => {
        rmSync(this.#ticket, { force: true })
        if (!this.#isInUse()) {
          await this.#cluster.stop()
        }
      },
      { within: 30_000 }
    )
  }

  get #ticket() {
    return path.join(this.#users, `${process.pid}.json`)
  }

  #isInUse() {
    this.#forgetTheDead()
    return readdirSync(this.#users).length > 0
  }

  /** Commands that were killed have not signed out. */
  #forgetTheDead() {
    for (const name of readdirSync(this.#users)) {
      const ticket = path.join(this.#users, name)
      if (!holderOf(ticket)) {
        rmSync(ticket, { force: true })
      }
    }
  }
}
