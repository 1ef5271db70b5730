import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { ensureBuild } from './build.mjs'
import { claim } from './claim.mjs'
import { cleanEnv } from './clean_env.mjs'
import { ensureInstalled } from './install.mjs'
import { ROOT, fromRoot } from './paths.mjs'
import { PlainError } from './plain_error.mjs'
import { EmbeddedPostgres } from './postgres/embedded.mjs'
import { runVisibly } from './run_command.mjs'
import { prepareDatabases } from './tests/databases.mjs'
import { testEnvironment } from './tests/environment.mjs'

const DATABASES = 'crowdcrit_bench'

/** `npm run bench -- <name> [--json]`: one bench on an empty database of the embedded server. */
export async function bench({ progress, shutdown, args: [name, ...args] }) {
  assertKnown(name)
  await claim('bench', shutdown)
  await ensureInstalled(progress)
  await ensureBuild(progress)

  const env = await prepareDatabase(progress, shutdown)
  const script = ['--import', '@poppinss/ts-exec', `bench/${name}.ts`, ...args]
  return runVisibly(process.execPath, script, { cwd: ROOT, env: cleanEnv(env) })
}

async function prepareDatabase(progress, shutdown) {
  const postgres = await EmbeddedPostgres.acquire()
  shutdown.defer(() => postgres.release())
  let database
  await progress.step('Migrating an empty database', async () => {
    ;[database] = await prepareDatabases(postgres, DATABASES)
  })
  return testEnvironment(database)
}

function assertKnown(name) {
  if (name && existsSync(fromRoot('bench', `${name}.ts`))) {
    return
  }
  const known = readdirSync(fromRoot('bench'))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.basename(file, '.ts'))
  throw new PlainError(
    `Usage: npm run bench -- <name> --json, where <name> is ${known.join(' or ')}.`
  )
}
