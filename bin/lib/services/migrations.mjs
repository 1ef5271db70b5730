import { readdirSync } from 'node:fs'
import path from 'node:path'
import { withClient } from '../postgres/connection.mjs'

/**
 * Whether some migration of `folder` has not run yet. Asking costs milliseconds, where `migration:run` boots
 * the whole framework to find out that there is nothing to do.
 */
export async function hasPendingMigrations(databaseUrl, folder) {
  const files = readdirSync(path.join(folder, 'database', 'migrations'))
  const names = files.filter((name) => /\.[jt]s$/.test(name) && !name.endsWith('.d.ts'))

  try {
    const { rows } = await withClient(databaseUrl, (client) =>
      client.query('select name from adonis_schema')
    )
    const done = new Set(rows.map(({ name }) => name))
    return names.some((name) => !done.has(`database/migrations/${name.replace(/\.[jt]s$/, '')}`))
  } catch {
    // An empty database has no such table, and what else is wrong the migration itself tells better.
    return true
  }
}
