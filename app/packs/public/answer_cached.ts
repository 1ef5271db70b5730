import type { HttpContext } from '@adonisjs/core/http'

/** How long what changes with each pack may be kept by browsers and proxies, in seconds. */
const SHORT = 15
/** Of what never changes. */
const FOREVER = 31_536_000

/** Answers what anybody may read and keep for a moment; who has it already is told so. */
export function answerCached({ response }: HttpContext, body: object): void {
  response.header('Cache-Control', `public, max-age=${SHORT}`)
  response.json(body, true)
}

/** Answers a text of JSON that never changes, byte for byte. */
export function answerForever({ response }: HttpContext, text: string): void {
  response.header('Cache-Control', `public, max-age=${FOREVER}, immutable`)
  response.header('Content-Type', 'application/json; charset=utf-8')
  response.send(text, true)
}
