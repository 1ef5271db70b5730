import type { IncomingMessage } from 'node:http'

/** Twitch's messages have a few kilobytes. */
const MAX_BYTES = 64 * 1_024
/** Of a body that is too large so much is read and thrown away, for whoever listens to the answer afterwards only. */
const MAX_DRAINED_BYTES = 1_024 * 1_024

export type Body = Buffer | 'too_large' | 'broken_off'

/** The body byte by byte, which is what was signed. */
export function readBody(request: IncomingMessage): Promise<Body> {
  const declared = Number(request.headers['content-length'] ?? 0)
  if (declared > MAX_DRAINED_BYTES) {
    return Promise.resolve('too_large')
  }

  const { promise, resolve } = Promise.withResolvers<Body>()
  let chunks: Buffer[] = []
  let bytes = 0
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes <= MAX_BYTES) {
      chunks.push(chunk)
      return
    }
    chunks = []
    if (bytes > MAX_DRAINED_BYTES) {
      resolve('too_large')
    }
  })
  request.on('end', () => {
    const [only] = chunks
    const whole = chunks.length === 1 ? only : Buffer.concat(chunks)
    resolve(bytes > MAX_BYTES ? 'too_large' : whole)
  })
  request.on('close', () => resolve('broken_off'))
  return promise
}
