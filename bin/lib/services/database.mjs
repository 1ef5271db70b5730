import { EmbeddedPostgres } from '../postgres/embedded.mjs'
import { ensureDatabase } from '../postgres/connection.mjs'
import { checkDatabase } from './check_database.mjs'

/** The database of DATABASE_URL, or the embedded one. Returns the variables that lead there. */
export async function ensureDatabaseService({ progress, shutdown, settings }) {
  if (settings.DATABASE_URL) {
    return useGiven(progress, settings)
  }

  let postgres
  await progress.step('Starting the embedded PostgreSQL', async () => {
    postgres = await EmbeddedPostgres.acquire()
    shutdown.defer(() => postgres.release())
    await ensureDatabase(postgres.url(), 'crowdcrit')
    return `port ${postgres.port}${postgres.adopted ? ', it was running' : ''}`
  })
  const url = postgres.url('crowdcrit')
  return { embedded: true, env: { DATABASE_URL: url, DATABASE_DIRECT_URL: url } }
}

async function useGiven(progress, settings) {
  const given = ['DATABASE_URL', 'DATABASE_DIRECT_URL'].filter((name) => settings[name])
  const env = {}
  for (const name of given) {
    await progress.step(`Checking ${name}`, () => checkDatabase(name, settings[name]))
    env[name] = settings[name]
  }
  return { embedded: false, env }
}
