import { cleanEnv } from '../clean_env.mjs'
import { BUILD_FOLDER } from '../paths.mjs'
import { PlainError } from '../plain_error.mjs'
import { addressOf } from '../settings.mjs'
import { waitFor } from '../wait_for.mjs'

const PATIENCE = 120_000

/** Errors are worth a look wherever the rest of the log goes. */
function isAlarming(line) {
  try {
    return JSON.parse(line).level >= 50
  } catch {
    return true
  }
}

/**
 * Starts the built application and waits until it says that it is healthy.
 * In the demo its log goes to .data/logs, and only errors to the terminal.
 */
export async function startApp({ progress, children, settings, env }) {
  const show = (line) => (!settings.isDemo || isAlarming(line)) && process.stdout.write(`${line}\n`)
  let isUp = false
  let app

  await progress.step('Starting the application', async () => {
    app = children.start('app', ['bin/server.js'], {
      cwd: BUILD_FOLDER,
      env: cleanEnv(env),
      onLine: (line) => isUp && show(line),
    })
    await untilHealthy(app, addressOf(settings.host, settings.port))
    isUp = true
  })
  return app
}

async function untilHealthy(app, address) {
  let state = 'silent'
  let hasEnded = false
  app.ended.then(() => (hasEnded = true))

  const healthy = await waitFor(
    async () => {
      state = await healthOf(address)
      return hasEnded || state === 200
    },
    { within: PATIENCE, every: 200 }
  )
  if (!healthy || hasEnded) {
    const what = hasEnded ? 'ended at once' : `is not healthy (/health: ${state})`
    throw new PlainError(`The application ${what}. It said last:\n${app.lastLines()}`)
  }
}

async function healthOf(address) {
  try {
    const response = await fetch(`${address}/health`, { signal: AbortSignal.timeout(5000) })
    await response.arrayBuffer()
    return response.status
  } catch {
    return 'no answer'
  }
}
