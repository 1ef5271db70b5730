import { ensureFrontEnd } from '../build.mjs'
import { claim } from '../claim.mjs'
import { ensureEnvFile } from '../env_file.mjs'
import { ensureInstalled } from '../install.mjs'
import { EmbeddedPostgres } from '../postgres/embedded.mjs'
import { lastLine } from './counts.mjs'
import { prepareDatabases } from './databases.mjs'
import { testEnvironment } from './environment.mjs'
import { rememberFailed } from './failed_tests.mjs'
import { writeIndexFiles } from './index_files.mjs'
import { runJapa } from './japa.mjs'
import { countProcesses, select } from './selection.mjs'
import { ensureTools } from './tools.mjs'

const DATABASES = 'crowdcrit_test'

/**
 * `npm test`: installs what is missing, runs every suite on empty databases of its own, and says at last
 * how many tests passed. Arguments are handed to Japa.
 */
export async function runTests({ progress, shutdown, args }) {
  // Whatever happens until then, the run ends with its line; one that does not come to the tests has failed.
  let counts = { passed: 0, failed: 1, skipped: 0 }
  process.once('exit', () => progress.line(lastLine(counts)))

  await claim('tests', shutdown)
  await ensureInstalled(progress)
  ensureEnvFile()
  const { chromium } = await ensureTools(progress)
  const selection = select(args, { chromium })
  const environments = await prepare({ progress, shutdown, selection, chromium })

  const outcome = await runJapa({ selection, environments, shutdown })
  counts = outcome.counts
  if (environments.length > 1) {
    rememberFailed(outcome.failedTitles)
  }
  return counts.failed > 0 || counts.passed === 0 ? 1 : 0
}

/** @returns an environment for each process, on a database of its own. */
async function prepare({ progress, shutdown, selection, chromium }) {
  const postgres = await startPostgres(progress, shutdown)
  await progress.step('Writing the index files', writeIndexFiles)

  let databases = []
  await Promise.all([
    ensureFrontEnd(progress),
    progress.step('Migrating empty databases', async () => {
      const count = countProcesses(selection)
      databases = await prepareDatabases(postgres, DATABASES, { count, isLasting: false })
    }),
  ])
  return Promise.all(databases.map((database) => testEnvironment({ ...database, chromium })))
}

async function startPostgres(progress, shutdown) {
  let postgres
  await progress.step('Starting the embedded PostgreSQL', async () => {
    postgres = await EmbeddedPostgres.acquire()
    shutdown.defer(() => postgres.release())
    return `port ${postgres.port}`
  })
  return postgres
}
