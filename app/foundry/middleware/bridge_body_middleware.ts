import type { IncomingMessage } from 'node:http'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { BridgeException } from '#foundry/bridge_exception'
import { MAX_BODY_BYTES } from '#foundry/protocol'

/**
 * Reads a JSON object of at most 32 KB, and refuses more before parsing any of
 * it. Nothing but JSON: a form sent from a foreign page has no business here.
 */
export default class BridgeBodyMiddleware {
  async handle({ request }: HttpContext, next: NextFn) {
    if (request.method() === 'POST') {
      const text = await readText(request.request)
      request.setInitialBody(toRecord(text, request.header('content-type')))
    }

    return next()
  }
}

async function readText(incoming: IncomingMessage): Promise<string> {
  if (Number(incoming.headers['content-length'] ?? 0) > MAX_BODY_BYTES) {
    throw tooLarge(incoming)
  }

  const chunks: Buffer[] = []
  let size = 0
  // Not iterated: leaving a loop early would destroy the socket before the answer is read.
  return new Promise((resolve, reject) => {
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > MAX_BODY_BYTES) {
        incoming.removeAllListeners('data')
        return reject(tooLarge(incoming))
      }
      chunks.push(chunk)
    })
    incoming.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
    incoming.on('error', () => reject(badJson()))
  })
}

/** What is still on its way is thrown away, so that the sender gets to read the answer. */
function tooLarge(incoming: IncomingMessage): BridgeException {
  incoming.resume()
  return new BridgeException(413, 'too_large', 'The body may have 32 KB.')
}

function toRecord(text: string, contentType: string | undefined): Record<string, unknown> {
  if (text === '') {
    return {}
  }

  if (!/^application\/json\s*(;|$)/i.test(contentType ?? '')) {
    throw new BridgeException(415, 'not_json', 'Send JSON, with Content-Type application/json.')
  }

  const parsed = parse(text)

  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new BridgeException(422, 'invalid', 'The body must be a JSON object.', '')
  }

  return { ...parsed }
}

/** Own `__proto__` keys would become a prototype when copied; they go at once. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value))
  } catch {
    throw badJson()
  }
}

const badJson = () => new BridgeException(400, 'bad_json', 'The body is not valid JSON.')
