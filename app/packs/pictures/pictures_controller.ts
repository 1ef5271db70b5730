import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { isUuid } from '#core/ids'
import { readFile } from '#packs/pictures/picture_files'
import { PictureRefused } from '#packs/pictures/picture_refused'
import { MOST_UPLOADS, type PictureSize, SIDES } from '#packs/pictures/picture_rules'
import { Places } from '#packs/pictures/places'
import { readUpload } from '#packs/pictures/read_upload'
import { StorePicture } from '#packs/pictures/store_picture'

/** What shows a picture may be anywhere: an overlay, a table's module, a shared page. */
const HEADERS = {
  'Content-Type': 'image/webp',
  'Cache-Control': 'public, max-age=31536000, immutable',
  'X-Content-Type-Options': 'nosniff',
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Content-Security-Policy': "default-src 'none'; sandbox",
}

/** Taken before anything of a picture is read. */
const uploads = new Places(MOST_UPLOADS)

export default class PicturesController {
  /** The body is the file itself. */
  @inject()
  async store({ request, response, auth }: HttpContext, store: StorePicture) {
    const user = auth.getUserOrFail()
    const id = await uploads.run(
      user.id,
      async () => store.execute(user.id, await readUpload(request.request)),
      () => new PictureRefused('busy')
    )
    return response.created({ id })
  }

  /** Whoever knows the address sees the picture; it never changes. */
  async show({ params, response }: HttpContext) {
    const size = sizeOf(params.file)
    const file = size && isUuid(params.pictureId) ? await readFile(params.pictureId, size) : null
    if (!file) {
      throw new Exception('There is no such picture.', { status: 404, code: 'E_NO_PICTURE' })
    }
    for (const [name, value] of Object.entries(HEADERS)) {
      response.header(name, value)
    }
    return response.stream(file)
  }
}

const isSize = (name: string): name is PictureSize => Object.hasOwn(SIDES, name)

function sizeOf(file: string): PictureSize | null {
  const [, name = ''] = /^([a-z]+)\.webp$/.exec(file) ?? []
  return isSize(name) ? name : null
}
