import { request } from 'node:http'
import { API_PREFIX } from '#foundry/openapi'
import { origin } from '#tests/functional/foundry/support'

export interface Knock {
  status: number
  /** Parsed, if it is JSON; null for a stream, which is left at once. */
  body: unknown
}

/**
 * Asks the bridge with an address and headers exactly as they are given, where `fetch`
 * would put them right first. Both may have what fits into one byte a character.
 */
export function knock(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string
): Promise<Knock> {
  const { hostname, port } = new URL(origin())
  return new Promise((resolve, reject) => {
    const options = { hostname, port, method, path: API_PREFIX + path, headers, agent: false }
    const asking = request(options, (response) => {
      const status = response.statusCode ?? 0
      if (response.headers['content-type']?.startsWith('text/event-stream')) {
        response.destroy()
        return resolve({ status, body: null })
      }
      const pieces: Buffer[] = []
      response.on('data', (piece: Buffer) => pieces.push(piece))
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(pieces).toString()
        const isJson = response.headers['content-type']?.startsWith('application/json')
        resolve({ status, body: isJson ? JSON.parse(text) : text })
      })
    })
    asking.on('error', reject)
    asking.end(body)
  })
}
