import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { readFile } from 'node:fs/promises'
import { overlayFile } from '#overlays/overlay_build'
import { ProvideOverlay } from '#overlays/provide_overlay'

/** Where the file says which address to open. */
const PLACE = '__OVERLAY_URL__'

/**
 * A small file for OBS to start from: it waits for the server, which OBS itself
 * does not, and then opens the overlay. It holds the key.
 */
export default class BootstrapController {
  @inject()
  async show({ params, auth, response }: HttpContext, provide: ProvideOverlay) {
    const user = auth.getUserOrFail()

    if (params.streamerId !== user.id) {
      throw new Exception('There is no such channel.', { status: 404, code: 'E_NO_CHANNEL' })
    }

    const address = await provide.address(await provide.execute(user.id))
    const template = await readFile(overlayFile('bootstrap.html'), 'utf8')

    response.header('Content-Type', 'text/html; charset=utf-8')
    response.header('Content-Disposition', 'attachment; filename="crowdcrit-overlay.html"')
    response.header('Cache-Control', 'no-store')
    return response.send(template.replaceAll(PLACE, address))
  }
}
