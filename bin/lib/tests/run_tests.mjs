import { fromSources } from '../ace.mjs'
import { ensureFrontEnd } from '../build.mjs'
import { claim } from '../claim.mjs'
import { ensureEnvFile } from '../env_file.mjs'
import { ensureInstalled } from '../install.mjs'
import { renewDatabase } from '../postgres/connection.mjs'
import { EmbeddedPostgres } from '../postgres/embedded.mjs'
import { lastLine } from './counts.mjs'
import { testEnvironment } from './environment.mjs'
import { runJapa } from './japa.mjs'
import { startRedis } from './redis.mjs'
import { ensureTools } from './tools.mjs'

const DATABASE = 'crowdcrit_test'

/**
 * `npm test`: installs what is missing, runs every suite on an empty database of its own, and says at last
 * how many tests passed. Arguments are handed to `node ace test`.
 */
export async function runTests({ progress, shutdown, args }) {
  // Whatever happens until then, the run ends with its line; one that does not come to the tests has failed.
  let counts = { passed: 0, failed: 1, skipped: 0 }
  process.once('exit', () => progress.line(lastLine(counts)))

  await claim('tests', shutdown)
  await ensureInstalled(progress)
  ensureEnvFile()
  const { redis, chromium } = await ensureTools(progress)

  const databaseUrl = await startDatabase(progress, shutdown)
  const redisUrl = redis
    ? await progress.step('Starting a Redis', () => startRedis(redis, shutdown))
    : null
  const env = await testEnvironment({ databaseUrl, redisUrl, chromium })

  await ensureFrontEnd(progress)
  await progress.step('Migrating an empty database', async () => {
    await fromSources.ace(['migration:run', '--no-schema-generate'], env)
  })

  counts = await runJapa({ args, env, chromium, shutdown })
  return counts.failed > 0 || counts.passed === 0 ? 1 : 0
}

async function startDatabase(progress, shutdown) {
  let postgres
  await progress.step('Starting the embedded PostgreSQL', async () => {
    postgres = await EmbeddedPostgres.acquire()
    shutdown.defer(() => postgres.release())
    await renewDatabase(postgres.url(), DATABASE)
    return `port ${postgres.port}`
  })
  return postgres.url(DATABASE)
}
