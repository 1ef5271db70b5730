import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { readFile } from 'node:fs/promises'
import { overlayFile } from '#overlays/overlay_build'

/** The page needs nothing inline and nothing from elsewhere. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; worker-src 'self'; img-src 'self' data:; font-src 'self'"

/**
 * The page itself. It holds no secret: the key stays in the address's fragment,
 * which no browser sends.
 */
export default class OverlayFilesController {
  async page({ response }: HttpContext) {
    response.header('Content-Security-Policy', POLICY)
    return this.#send(response, 'index.html', 'text/html; charset=utf-8')
  }

  async worker({ response }: HttpContext) {
    response.header('Service-Worker-Allowed', '/overlay')
    return this.#send(response, 'sw.js', 'text/javascript; charset=utf-8')
  }

  /** Asked again each time, so that a new build is found at once. */
  async #send(response: HttpContext['response'], name: string, type: string) {
    const text = await read(name)
    response.header('Content-Type', type)
    response.header('Cache-Control', 'no-cache')
    response.header('X-Content-Type-Options', 'nosniff')
    response.header('Referrer-Policy', 'no-referrer')
    return response.send(text)
  }
}

async function read(name: string): Promise<string> {
  try {
    return await readFile(overlayFile(name), 'utf8')
  } catch {
    throw new Exception('The overlay has not been built. Run `npm run build`.', {
      status: 503,
      code: 'E_OVERLAY_NOT_BUILT',
    })
  }
}
