import { ensureEnvFile, readSettings } from './env_file.mjs'
import { PlainError } from './plain_error.mjs'

const LOOPBACK = ['127.0.0.1', 'localhost', '::1']

/** What this run is to be, from .env (made when it is missing) and the environment. */
export async function prepareSettings(progress) {
  const isProduction = process.env.NODE_ENV === 'production'
  if (!isProduction && ensureEnvFile()) {
    progress.line('  ok  Made .env with a key of its own')
  }

  return judgeSettings(readSettings())
}

/** @throws PlainError for a combination that must not run. */
export function judgeSettings(settings) {
  const isDemo = !settings.TWITCH_CLIENT_ID
  assertKey(settings)
  if (isDemo) {
    assertDemoAllowed(settings)
  } else if (!settings.TWITCH_CLIENT_SECRET) {
    throw new PlainError(
      'TWITCH_CLIENT_ID is set but TWITCH_CLIENT_SECRET is not: both come from https://dev.twitch.tv/console/apps.'
    )
  }

  const host = settings.HOST ?? '127.0.0.1'
  const port = Number(settings.PORT ?? 3333)
  return { ...settings, isDemo, host, port, url: settings.APP_URL ?? addressOf(host, port) }
}

/** Where a browser on this machine reaches what listens on `host`. */
export function addressOf(host, port) {
  const everywhere = host === '0.0.0.0' || host === '::'
  const name = everywhere ? '127.0.0.1' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

function assertKey({ APP_KEY }) {
  if (!APP_KEY || APP_KEY.length < 32) {
    throw new PlainError(
      'APP_KEY is missing or shorter than 32 characters: set it in .env, and keep it, since stored Twitch tokens are encrypted with it (node -e "console.log(crypto.randomBytes(32).toString(\'hex\'))" makes one).'
    )
  }
}

/** In the demo anyone may sign in as anyone, so it is for this machine alone. */
function assertDemoAllowed({ HOST, NODE_ENV }) {
  if (NODE_ENV === 'production') {
    throw new PlainError(
      'NODE_ENV is production but TWITCH_CLIENT_ID is not set: set it with TWITCH_CLIENT_SECRET, or leave NODE_ENV out to run the demo.'
    )
  }
  if (HOST && !LOOPBACK.includes(HOST)) {
    throw new PlainError(
      `HOST is ${HOST} but TWITCH_CLIENT_ID is not set: the demo, where anyone may sign in as anyone, runs on 127.0.0.1 only.`
    )
  }
}
