import { randomInt } from 'node:crypto'
import net from 'node:net'
import { PlainError } from './plain_error.mjs'

const listenOnce = (host, port) =>
  new Promise((resolve, reject) => {
    const server = net.createServer()
    server.unref()
    server.once('error', reject)
    server.listen({ host, port, exclusive: true }, () => {
      const { port: given } = server.address()
      server.close(() => resolve(given))
    })
  })

/** A port nobody listens on right now, on 127.0.0.1. `preferred` is taken when it is free. */
export async function freePort(preferred = 0) {
  try {
    return await listenOnce('127.0.0.1', preferred)
  } catch {
    return listenOnce('127.0.0.1', 0)
  }
}

/** Below those that systems hand out to whoever asks for any, and above the well-known ones. */
const QUIET = { from: 15_000, to: 32_000 }

/**
 * A free port for somebody who listens on it only in a while, or again and again: no program gets it by chance meanwhile.
 */
export async function quietPort() {
  for (let attempt = 0; attempt < 20; attempt++) {
    try {
      return await listenOnce('127.0.0.1', randomInt(QUIET.from, QUIET.to))
    } catch {
      // In use: another one.
    }
  }
  return freePort()
}

const howTo = (port) =>
  process.platform === 'win32'
    ? `choose another with "set PORT=${port}" before the command`
    : `choose another, for example PORT=${port} npm start`

/** @throws PlainError one sentence when the app could not listen there. */
export async function assertPortFree(host, port) {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new PlainError(`PORT must be a number from 1 to 65535.`)
  }
  try {
    await listenOnce(host, port)
  } catch (error) {
    throw new PlainError(sentence(error, host, port))
  }
}

function sentence(error, host, port) {
  const other = port < 65_535 ? port + 1 : port - 1
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use by another program: ${howTo(other)}.`
    case 'EACCES':
      return `Port ${port} needs more rights than this user has: ${howTo(port < 1024 ? 3333 : other)}.`
    default:
      return `Nothing can listen on ${host}, port ${port} (${error.code}): check HOST and PORT.`
  }
}
