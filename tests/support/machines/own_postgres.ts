import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { fromSources } from '../../../bin/lib/ace.mjs'
import { DATA_FOLDER } from '../../../bin/lib/paths.mjs'
import { Cluster } from '../../../bin/lib/postgres/cluster.mjs'
import { renewDatabase, withClient } from '../../../bin/lib/postgres/connection.mjs'
import { EmbeddedPostgres } from '../../../bin/lib/postgres/embedded.mjs'
import { postgresHome } from '../../../bin/lib/postgres/home.mjs'

/** A PostgreSQL that may be restarted in the middle of anything: nobody else uses it. */
export class OwnPostgres {
  readonly url: string
  #server: EmbeddedPostgres
  #folder: string

  private constructor(server: EmbeddedPostgres, folder: string, database: string) {
    this.#server = server
    this.#folder = folder
    this.url = server.url(database)
  }

  /**
   * With an empty database, migrated.
   *
   * @param name of its folder in `.data`, which is kept: making one takes seconds
   */
  static async start(name: string): Promise<OwnPostgres> {
    const folder = join(DATA_FOLDER, name)
    mkdirSync(folder, { recursive: true })
    const server: EmbeddedPostgres = await EmbeddedPostgres.acquire(folder)
    await dropOld(server.url())
    const database = `own_${randomUUID().slice(0, 8)}`
    await renewDatabase(server.url(), database)
    const own = new OwnPostgres(server, folder, database)
    await fromSources.ace(['migration:run', '--no-schema-generate', '--force'], {
      ...process.env,
      DATABASE_URL: own.url,
      DATABASE_DIRECT_URL: own.url,
    })
    return own
  }

  /** Every session is cut, as in a crash; resolves when it has recovered. */
  async restart(): Promise<void> {
    await new Cluster(postgresHome(this.#folder)).restart()
  }

  async stop(): Promise<void> {
    await this.#server.release()
  }
}

/** What an earlier run left, which it does so that one can look into it. */
function dropOld(url: string): Promise<void> {
  return withClient(url, async (client: pg.Client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT datname AS name FROM pg_database WHERE starts_with(datname, 'own_')`
    )
    for (const { name } of rows) await client.query(`DROP DATABASE "${name}" WITH (FORCE)`)
  })
}
