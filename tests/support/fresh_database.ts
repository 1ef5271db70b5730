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
async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: addressOf('postgres') })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

let template: Promise<string> | undefined

/** An empty database with all migrations run; copying it takes a fraction of running them. */
async function migrateTemplate(): Promise<string> {
  const name = `${new URL(env.get('DATABASE_URL')).pathname.slice(1)}_template`
  await administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  await administer(`CREATE DATABASE ${name}`)

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
  await administer(`CREATE DATABASE ${name} TEMPLATE ${source}`)

  return {
    url: addressOf(name),
    drop: () => administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  }
}
