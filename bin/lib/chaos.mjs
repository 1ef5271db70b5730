import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { ensureFrontEnd } from './build.mjs'
import { claim } from './claim.mjs'
import { cleanEnv } from './clean_env.mjs'
import { ensureInstalled } from './install.mjs'
import { DATA_FOLDER, ROOT } from './paths.mjs'
import { PlainError } from './plain_error.mjs'
import { EmbeddedPostgres } from './postgres/embedded.mjs'
import { runVisibly } from './run_command.mjs'
import { testEnvironment } from './tests/environment.mjs'
import { findRedis } from './tests/find_program.mjs'
import { ensureTools } from './tests/tools.mjs'

const ROUNDS = /^[1-9]\d{0,3}$/
const SEED = /^\d{1,9}$/

/** `npm run chaos -- --rounds N --seed S --json`: faults and crowds on machines of their own, then the count. */
export async function chaos({ progress, shutdown, args }) {
  const { rounds, seed } = parse(args)
  await claim('chaos', shutdown)
  await ensureInstalled(progress)
  const redis = findRedis() ?? (await ensureTools(progress)).redis
  if (!redis) {
    throw new PlainError('The fault suite needs Redis (on Debian: apt install redis-server).')
  }
  await ensureFrontEnd(progress)

  // Held here too: whatever becomes of the run, the server stops with this command.
  const folder = path.join(DATA_FOLDER, 'chaos')
  mkdirSync(folder, { recursive: true })
  const postgres = await EmbeddedPostgres.acquire(folder)
  shutdown.defer(() => postgres.release())

  const env = await testEnvironment({ databaseUrl: postgres.url() })
  const program = ['--import', '@poppinss/ts-exec', 'tests/chaos/main.ts', rounds, seed]
  return runVisibly(process.execPath, program, { cwd: ROOT, env: cleanEnv(env) })
}

/** The seed is told in the last line: the same one plays the same schedule again. */
function parse(args) {
  const valueOf = (name, pattern, otherwise) => {
    const place = args.indexOf(name)
    const value = place < 0 ? otherwise : args[place + 1]
    if (!pattern.test(value ?? '')) {
      throw new PlainError('Usage: npm run chaos -- --rounds N [--seed S] [--json]')
    }
    return value
  }
  return {
    rounds: valueOf('--rounds', ROUNDS, '10'),
    seed: valueOf('--seed', SEED, String(Math.floor(Math.random() * 1e9))),
  }
}
