import path from 'node:path'
import { Children } from './children.mjs'
import { childrenList, claim } from './claim.mjs'
import { assertPortFree } from './free_port.mjs'
import { ensureInstalled } from './install.mjs'
import { DATA_FOLDER } from './paths.mjs'
import { checkRedis } from './services/check_redis.mjs'
import { startDemo } from './services/demo.mjs'
import { ensureDatabaseService } from './services/database.mjs'
import { hasPendingMigrations } from './services/migrations.mjs'
import { prepareSettings } from './settings.mjs'

/**
 * What `npm start` and `npm run dev` have in common: the packages, the settings, the port, the database.
 * The quick checks come first, so that a mistake shows before anything long begins.
 */
export async function prepare({ progress, shutdown }) {
  const settings = await prepareSettings(progress)
  await claim('app', shutdown)
  await assertPortFree(settings.host, settings.port)
  await ensureInstalled(progress)

  const children = new Children({ list: childrenList, logs: path.join(DATA_FOLDER, 'logs') })
  const database = await ensureDatabaseService({ progress, shutdown, settings })
  if (settings.REDIS_URL) {
    await progress.step('Checking REDIS_URL', () => checkRedis(settings.REDIS_URL))
  }
  // Put last on the list, so that the app ends before its database does.
  shutdown.defer(() => children.stop())
  return { settings, children, database }
}

/** The environment of the app: .env, then what this command decided. */
function appEnv(settings, ...decided) {
  const { isDemo: _isDemo, host, port, url, ...written } = settings
  const files = written.FILES_FOLDER || path.join(DATA_FOLDER, 'files')
  const own = { HOST: host, PORT: String(port), APP_URL: url, FILES_FOLDER: files }
  return Object.assign({}, written, own, ...decided)
}

/**
 * Migrates the database and, when Twitch is to be simulated, starts the stand-ins meanwhile.
 *
 * @param runner how Ace is run, from the sources or the build.
 * @returns the environment of the app, and the variables of the stand-ins or null.
 */
export async function migrateAndSimulate({ progress, children, settings, database }, runner) {
  const base = appEnv(settings, { NODE_ENV: runner.mode }, database.env)
  const label = settings.isDemo ? ', starting the simulators' : ''
  let demo = null

  await progress.step(`Migrating the database${label}`, async () => {
    const starting = settings.isDemo ? startDemo({ children, url: settings.url }) : null
    const [variables] = await Promise.all([starting, migrate(runner, base)])
    demo = variables
  })
  return { env: { ...base, ...demo }, demo }
}

async function migrate(runner, env) {
  if (await hasPendingMigrations(env.DATABASE_URL, runner.folder)) {
    await runner.ace(['migration:run', '--force'], env)
  }
}
