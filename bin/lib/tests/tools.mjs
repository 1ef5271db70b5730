import { runsAsRoot } from '../postgres/account.mjs'
import { runCommand } from '../run_command.mjs'
import { findChromium, findProgram, findRedis } from './find_program.mjs'

const TOOLS = [
  { name: 'Redis', find: findRedis, apt: 'redis-server', needed: 'the tests against Redis' },
  { name: 'Chromium', find: findChromium, apt: 'chromium', needed: 'the browser tests' },
]

/**
 * Finds what the tests need besides packages of npm. On Debian as root the missing ones are installed; elsewhere
 * it says what to install, and what is left out without it.
 */
export async function ensureTools(progress) {
  const missing = TOOLS.filter(({ find }) => !find())
  const apt = findProgram(['apt-get'])
  if (missing.length > 0 && apt && runsAsRoot()) {
    await progress.step(
      `Installing ${missing.map(({ apt: name }) => name).join(', ')} with apt`,
      () =>
        install(apt, missing).catch((error) => progress.line(`${error.output ?? error.message}`))
    )
  }

  for (const { name, apt: debian, needed } of missing.filter(({ find }) => !find())) {
    progress.line(
      `  --  ${name} is not installed: ${needed} are skipped (on Debian: apt install ${debian})`
    )
  }
  return { redis: findRedis(), chromium: findChromium() }
}

/** Without starting a Redis of the system's: the tests start their own, on a port of its own. */
async function install(apt, tools) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  const names = tools.map((tool) => tool.apt)
  await runCommand(apt, ['update', '-q'], { env })
  await runCommand(apt, ['install', '-y', '-q', '--no-install-recommends', ...names], { env })
}
