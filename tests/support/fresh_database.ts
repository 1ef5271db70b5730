import { randomUUID } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { MigrationRunner } from '@adonisjs/lucid/migration'
import pg from 'pg'
import env from '#start/env'

const TEMPLATE = 'template'

const addressOf = (name: string) => {
  const url = new URL(env.get('DATABASE_URL'))
  url.pathname = `/${name}`
  return url.href
}

/** Creating and dropping databases is done from another one. */
async function administer<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: addressOf('postgres') })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const dropping = (name: string) => `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`

/** Also drops the copies of a run that was killed. */
async function renew(name: string): Promise<void> {
  await administer(async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      'SELECT datname FROM pg_database WHERE datname = $1 OR starts_with(datname, $2)',
      [name, `${name}_`]
    )
    for (const { datname } of rows) {
      await client.query(dropping(datname))
    }
    await client.query(`CREATE DATABASE "${name}"`)
  })
}

let template: Promise<string> | undefined

/** An empty database with all migrations run; copying it takes a fraction of running them. */
async function migrateTemplate(): Promise<string> {
  const name = `${new URL(env.get('DATABASE_URL')).pathname.slice(1)}_template`
  await renew(name)

  db.manager.add(TEMPLATE, {
    client: 'pg',
    connection: { connectionString: addressOf(name) },
    pool: { min: 0, max: 2 },
    migrations: { naturalSort: true, paths: ['database/migrations'] },
  })
  const runner = new MigrationRunner(db, app, { direction: 'up', connectionName: TEMPLATE })
  await runner.run()
  await db.manager.close(TEMPLATE, true)

  if (runner.error) {
    throw runner.error
  }
  return name
}

/** A migrated database of its own for one app process. */
export async function freshDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  template ??= migrateTemplate()
  const source = await template
  const name = `${source}_${randomUUID().slice(0, 8)}`
  await administer((client) => client.query(`CREATE DATABASE "${name}" TEMPLATE "${source}"`))

  return {
    url: addressOf(name),
    drop: async () => {
      await administer((client) => client.query(dropping(name)))
    },
  }
}
