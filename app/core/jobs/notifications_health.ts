import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import type { PartHealth } from '#core/health'
import { notify, type Notifications } from '#core/jobs/notifications'
import { onLucid } from '#core/sql'

const PATIENCE_MS = 2_000
const AGAIN_MS = 100

/**
 * Sends a notification through the app's own connection and waits for it on the
 * listening one. A pooler between them accepts LISTEN and delivers nothing.
 */
export async function notificationsArrive(notifications: Notifications): Promise<boolean> {
  const token = randomUUID()
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const stop = notifications.on('probe', (payload) => payload === token && resolve(true))
  const probe = () => notify(onLucid(db.connection()), 'probe', token)
  // Again and again: the first may be sent before the listening has begun.
  const again = setInterval(() => void probe().catch(() => resolve(false)), AGAIN_MS)
  const timer = setTimeout(() => resolve(false), PATIENCE_MS)

  try {
    return await promise
  } finally {
    clearInterval(again)
    clearTimeout(timer)
    stop()
  }
}

/** Without notifications the workers look for themselves once a second. */
export function notificationsHealth(isListening: boolean, doArrive: boolean): PartHealth {
  if (!isListening) {
    return { state: 'degraded', detail: 'Not listening to the database; looking once a second.' }
  }

  return doArrive
    ? { state: 'ok' }
    : {
        state: 'degraded',
        detail:
          'The database connection does not deliver notifications, as behind a pooler. Set DATABASE_DIRECT_URL to the database itself.',
      }
}
