import type { HttpContext } from '@adonisjs/core/http'
import { IgnoredFiles } from '#packs/imports/ignored_files'
import type { ImportFolder } from '#packs/imports/import_folder'
import { ImportRefused } from '#packs/imports/import_refused'
import { IMPORT_LIMITS } from '#packs/imports/import_rules'
import { unpackZip } from '#packs/imports/unpack_zip'
import { isLitter, mostBytesOf } from '#packs/imports/wanted_files'
import { whileItComes } from '#packs/pictures/while_it_comes'

/**
 * Writes what a request brings into the import's folder: a zip is its whole body, the files of a folder are parts of a form, each with its path
 * as the name of its field: the name of a file loses its folders on the way.
 *
 * @returns what was passed over
 * @throws ImportRefused, PictureRefused when it does not come in whole
 */
export async function receiveFiles(
  { request }: HttpContext,
  folder: ImportFolder
): Promise<IgnoredFiles> {
  if (Number(request.header('content-length')) > IMPORT_LIMITS.upload) {
    throw new ImportRefused('An import can have 200 MB. Bring it in parts.')
  }
  if (request.is(['multipart/form-data'])) {
    return whileItComes(request.request, () => receiveForm(request, folder))
  }
  await whileItComes(request.request, () => folder.receive(request.request))
  return unpackZip(folder)
}

async function receiveForm(
  request: HttpContext['request'],
  folder: ImportFolder
): Promise<IgnoredFiles> {
  const ignored = new IgnoredFiles()
  let parts = 0
  request.multipart.onFile('*', { deferValidations: true }, async (part) => {
    parts += 1
    const { name } = part
    const most = mostBytesOf(name)
    if (parts > IMPORT_LIMITS.files) {
      request.multipart.abort(tooMany())
    }
    if (most === null || isLitter(name)) {
      if (!isLitter(name)) ignored.add(name)
      part.resume()
      return
    }
    try {
      await folder.add(name, part, most)
    } catch (error) {
      request.multipart.abort(error)
    }
  })
  const { upload: limit, files } = IMPORT_LIMITS
  await request.multipart.process({ limit, maxFields: files + 1 })
  return ignored
}

const tooMany = () => new ImportRefused(`These are more than ${IMPORT_LIMITS.files} files.`)
