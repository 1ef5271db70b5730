import { createHash, createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import { isIP } from 'node:net'
import { appUrl } from '#config/app'
import env from '#start/env'

/** Where Twitch sends what it has to tell. */
export const CALLBACK_PATH = '/webhooks/twitch/eventsub'

export const callbackUrl = (): string => new URL(CALLBACK_PATH, appUrl).href

let derived: { from: string; secret: string } | undefined

/**
 * What Twitch signs its messages with. Without `TWITCH_EVENTSUB_SECRET` it follows from
 * the app's key, so that switching to webhooks needs no restart.
 */
export function eventsubSecret(): string {
  const given = env.get('TWITCH_EVENTSUB_SECRET')
  if (given) {
    return given.release()
  }
  const from = env.get('APP_KEY').release()
  if (derived?.from !== from) {
    derived = { from, secret: createHmac('sha256', from).update('eventsub').digest('hex') }
  }
  return derived.secret
}

let cached: { secret: string; key: KeyObject } | undefined

/** The secret in the form that signing is fastest with. */
export function eventsubKey(): KeyObject {
  const secret = eventsubSecret()
  if (cached?.secret !== secret) {
    cached = { secret, key: createSecretKey(secret, 'utf8') }
  }
  return cached.key
}

/** What a webhook subscription delivers to: our address, and which secret it signs with. */
export function webhookTarget(): string {
  const fingerprint = createHash('sha256').update(eventsubSecret()).digest('hex').slice(0, 12)
  return `${callbackUrl()}#${fingerprint}`
}

/**
 * Why Twitch cannot call this server, in a sentence for its operator; null when it can. It wants
 * HTTPS on port 443, and a name that leads here from everywhere.
 *
 * @see https://dev.twitch.tv/docs/eventsub/handling-webhook-events/
 */
export function obstacleToCalls(): string | null {
  const isSimulated = env.get('TWURPLE_MOCK_API_PORT') !== undefined
  if (isSimulated) {
    return null
  }
  if (appUrl.protocol !== 'https:' || appUrl.port !== '' || isLocal(appUrl.hostname)) {
    return `Twitch can only call a public address with HTTPS on port 443, and APP_URL is ${appUrl.origin}.`
  }
  return null
}

function isLocal(hostname: string): boolean {
  const isName = isIP(hostname.replace(/^\[|\]$/g, '')) === 0
  return !isName || hostname === 'localhost' || /\.(localhost|local|internal|test)$/.test(hostname)
}
