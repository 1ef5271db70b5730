import { randomUUID } from 'node:crypto'
import { dropDatabases, renewDatabase } from '../../bin/lib/postgres/connection.mjs'
import env from '#start/env'

const addressOf = (name: string) => {
  const url = new URL(env.get('DATABASE_URL'))
  url.pathname = `/${name}`
  return url.href
}

/** A migrated database of its own for one app process: a copy of the one that `bin/lib/tests/databases.mjs` has made. */
export async function freshDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const template = process.env.TEST_TEMPLATE
  const name = `${template}_${randomUUID().slice(0, 8)}`
  await renewDatabase(addressOf('postgres'), name, template)

  return {
    url: addressOf(name),
    drop: () => dropDatabases(addressOf('postgres'), name),
  }
}
