import { fromSources } from '../ace.mjs'
import { dropDatabases, renewDatabase, setForDatabase } from '../postgres/connection.mjs'
import { testEnvironment } from './environment.mjs'

/**
 * Migrated, empty databases for so many processes. Running the migrations takes seconds and copying what they made a
 * moment, so it is done once; `tests/support/fresh_database.ts` copies from the same template.
 *
 * @param prefix of their names. Whatever an earlier run left under it is dropped.
 * @param options with `isLasting: false` a commit does not wait for the disk, which matters to nobody but whom the power
 *   fails: half of what a test of many small transactions takes.
 * @returns {Promise<{ databaseUrl: string, template: string }[]>}
 */
export async function prepareDatabases(postgres, prefix, { count = 1, isLasting = true } = {}) {
  const template = `${prefix}_template`
  await dropDatabases(postgres.url(), prefix)
  await renewDatabase(postgres.url(), template)
  const env = await testEnvironment({ databaseUrl: postgres.url(template) })
  await fromSources.ace(['migration:run', '--no-schema-generate'], env)

  const databases = []
  for (let number = 1; number <= count; number++) {
    const name = `${prefix}_${number}`
    await renewDatabase(postgres.url(), name, template)
    if (!isLasting) {
      await setForDatabase(postgres.url(), name, 'synchronous_commit', 'off')
    }
    databases.push({ databaseUrl: postgres.url(name), template })
  }
  return databases
}
