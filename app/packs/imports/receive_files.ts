import type { HttpContext } from '@adonisjs/core/http'
import type { ImportFolder } from '#packs/imports/import_folder'
import { ImportRefused } from '#packs/imports/import_refused'
import { IMPORT_LIMITS } from '#packs/imports/import_rules'
import { unpackZip } from '#packs/imports/unpack_zip'
import { isLitter, mostBytesOf } from '#packs/imports/wanted_files'

/**
 * Writes what a request brings into the import's folder: a zip is its whole body, the files of a folder are parts of a form, each with its path
 * as the name of its field: the name of a file loses its folders on the way.
 *
 * @returns the names of what was passed over
 * @throws ImportRefused
 */
export async function receiveFiles(
  { request }: HttpContext,
  folder: ImportFolder
): Promise<string[]> {
  if (Number(request.header('content-length')) > IMPORT_LIMITS.upload) {
    throw new ImportRefused('An import can have 200 MB. Bring it in parts.')
  }
  if (request.is(['multipart/form-data'])) {
    return receiveForm(request, folder)
  }
  await folder.receive(request.request)
  return unpackZip(folder)
}

async function receiveForm(
  request: HttpContext['request'],
  folder: ImportFolder
): Promise<string[]> {
  const ignored: string[] = []
  request.multipart.onFile('*', { deferValidations: true }, async (part) => {
    const { name } = part
    const most = mostBytesOf(name)
    if (most === null || isLitter(name)) {
      if (!isLitter(name)) ignored.push(name)
      part.resume()
      return
    }
    try {
      await folder.add(name, part, most)
    } catch (error) {
      request.multipart.abort(error)
    }
  })
  await request.multipart.process({ limit: IMPORT_LIMITS.upload })
  return ignored
}
