import path from 'node:path'
import { cleanEnv } from '../clean_env.mjs'
import { DATA_FOLDER, ROOT } from '../paths.mjs'
import { PlainError } from '../plain_error.mjs'
import { rememberedPort } from '../ports.mjs'

/** Known to the simulator alone; a real client has an id and a secret of Twitch's. */
const CLIENT = { id: 'crowdcrit_demo_client', secret: 'crowdcrit_demo_secret' }

/**
 * Starts the Twitch simulator and the tabletop stand-in.
 *
 * @returns the variables that point the app at them.
 */
export async function startDemo({ children, url }) {
  const twitch = await rememberedPort('twitch')
  const tabletop = await rememberedPort('tabletop')

  await Promise.all([
    startSimulator(children, 'twitch', [
      ...['--port', twitch, '--app-url', url],
      ...['--config', 'simulators/twitch/demo.json'],
      ...['--client-id', CLIENT.id, '--client-secret', CLIENT.secret],
      ...['--state', path.join(DATA_FOLDER, 'twitch_simulator.json')],
    ]),
    startSimulator(children, 'tabletop', ['--port', tabletop, '--app-url', url]),
  ])
  return demoEnv(twitch, tabletop)
}

function demoEnv(twitch, tabletop) {
  const simulator = `http://127.0.0.1:${twitch}`
  return {
    DEMO: 'true',
    SIMULATOR_URL: simulator,
    TABLETOP_URL: `http://127.0.0.1:${tabletop}`,
    TWURPLE_MOCK_API_PORT: String(twitch),
    TWITCH_CLIENT_ID: CLIENT.id,
    TWITCH_CLIENT_SECRET: CLIENT.secret,
    TWITCH_AUTHORIZE_URL: `${simulator}/auth/authorize`,
    TWITCH_TOKEN_URL: `${simulator}/auth/token`,
  }
}

/** Started once it has printed its line of JSON, `{"event":"listening", ...}`. */
async function startSimulator(children, name, options) {
  let listening
  const ready = new Promise((resolve) => (listening = resolve))
  const simulator = children.start(
    name,
    [`simulators/${name}/main.ts`, ...options.map(String), '--parent', String(process.pid)],
    {
      cwd: ROOT,
      env: cleanEnv(),
      onLine: (line) => line.includes('"listening"') && listening('listening'),
    }
  )

  if ((await Promise.race([ready, simulator.ended])) !== 'listening') {
    throw new PlainError(`The ${name} simulator did not start.\n${simulator.lastLines()}`)
  }
}
