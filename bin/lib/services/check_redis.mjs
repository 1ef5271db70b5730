import net from 'node:net'
import { PlainError } from '../plain_error.mjs'

/** @throws PlainError one sentence when nothing listens at REDIS_URL. Whether its password is right, the app tells. */
export async function checkRedis(text) {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !/^rediss?:$/.test(url.protocol) || !url.hostname) {
    throw new PlainError('REDIS_URL is not a Redis address: write it as redis://host:6379.')
  }

  const port = Number(url.port || 6379)
  if (!(await accepts(url.hostname, port))) {
    throw new PlainError(
      `REDIS_URL: nothing answers at ${url.hostname}:${port}: start that Redis, or correct host and port.`
    )
  }
  return `Redis at ${url.hostname}:${port}`
}

const accepts = (host, port) =>
  new Promise((resolve) => {
    const socket = net.connect({ host, port, timeout: 5000 })
    const answer = (value) => () => {
      socket.destroy()
      resolve(value)
    }
    socket.once('connect', answer(true))
    socket.once('error', answer(false))
    socket.once('timeout', answer(false))
  })
