import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { badRequest, Problem } from './problem.ts'
import { Fields } from '../../shared/fields.ts'

const MAX_BODY_BYTES = 1_048_576

/** A request with its body read; forms and JSON look alike. */
export interface Request {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  body: Fields
}

export async function readRequest(message: IncomingMessage): Promise<Request> {
  const url = new URL(message.url ?? '/', 'http://simulator')
  return {
    method: message.method ?? 'GET',
    path: url.pathname.length > 1 ? url.pathname.replace(/\/+$/, '') : url.pathname,
    query: url.searchParams,
    headers: message.headers,
    body: parseBody(await readBody(message), message.headers['content-type'] ?? ''),
  }
}

async function readBody(message: IncomingMessage): Promise<string> {
  if (message.method === 'GET' || message.method === 'HEAD') return ''
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of message) {
    const part: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
    size += part.length
    if (size > MAX_BODY_BYTES) throw new Problem(413, 'The body is larger than 1 MB', 'TOO_LARGE')
    chunks.push(part)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parseBody(raw: string, contentType: string): Fields {
  if (!raw.trim()) return new Fields({})
  if (contentType.includes('application/x-www-form-urlencoded')) {
    return new Fields(Object.fromEntries(new URLSearchParams(raw)))
  }
  try {
    return new Fields(JSON.parse(raw))
  } catch {
    throw badRequest('The request body is not a JSON object')
  }
}
