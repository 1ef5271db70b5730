import env from '#start/env'

/** Says that there is none: of an empty value a `.env` beside the app would be asked. */
export const NO_REDIS = 'off'

/** Without it there is one process, and every driver has another place. */
export const redisIsConfigured = !['', NO_REDIS].includes(env.get('REDIS_URL') ?? '')

/**
 * REDIS_URL (`redis://user:password@host:port/db`, `rediss://` for TLS) as the
 * options ioredis takes.
 */
export function redisConnection() {
  const address = redisIsConfigured ? env.get('REDIS_URL') : undefined
  const url = new URL(address ?? 'redis://127.0.0.1:6379')

  return {
    host: url.hostname,
    port: Number(url.port || 6379),
    username: decodeURIComponent(url.username) || undefined,
    password: decodeURIComponent(url.password) || undefined,
    db: Number(url.pathname.slice(1) || 0),
    tls: url.protocol === 'rediss:' ? {} : undefined,
  }
}
