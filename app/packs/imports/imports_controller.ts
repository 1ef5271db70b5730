import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import type { Bringing } from '#packs/imports/check_pictures'
import { ImportCards } from '#packs/imports/import_cards'
import { ImportFolder, type ImportedFile } from '#packs/imports/import_folder'
import { ImportRefused } from '#packs/imports/import_refused'
import { type ImportReport, unreadable, withIgnored } from '#packs/imports/import_report'
import { MOST_IMPORTS } from '#packs/imports/import_rules'
import { ImportsBusy } from '#packs/imports/imports_busy'
import { receiveFiles } from '#packs/imports/receive_files'
import { Places } from '#packs/pictures/places'
import { editedSet } from '#packs/sets/edited_set'
import { seenValidator } from '#packs/sets/set_validators'

type Work = (files: readonly ImportedFile[], bringing: Bringing) => Promise<ImportReport>

/** Taken before anything of an upload is read. */
const places = new Places(MOST_IMPORTS)

/** Bulk import of cards: looked at first, then brought in. The files come anew each time. */
export default class ImportsController {
  @inject()
  async check(ctx: HttpContext, cards: ImportCards) {
    const { id } = await editedSet(ctx)
    return this.#answer(ctx, (files, bringing) => cards.check(id, files, bringing))
  }

  @inject()
  async store(ctx: HttpContext, cards: ImportCards) {
    const { id } = await editedSet(ctx)
    const { revision } = await seenValidator.validate(ctx.request.qs())
    return this.#answer(ctx, (files, bringing) => cards.execute({ id, revision }, files, bringing))
  }

  /** A report in any case: what cannot be read at all is its only fault. */
  async #answer(ctx: HttpContext, work: Work) {
    const { id: whose } = ctx.auth.getUserOrFail()
    const bringing = { whose, left: whenLeft(ctx) }
    try {
      return await places.run(
        whose,
        () => bringIn(ctx, (files) => work(files, bringing)),
        (why) => new ImportsBusy(why)
      )
    } catch (error) {
      if (!(error instanceof ImportRefused)) throw error
      return unreadable(error.fault)
    }
  }
}

const bringIn = (
  ctx: HttpContext,
  work: (files: readonly ImportedFile[]) => Promise<ImportReport>
) =>
  ImportFolder.use(async (folder) => {
    const ignored = await receiveFiles(ctx, folder)
    return withIgnored(await work(folder.files), ignored)
  })

/** Whoever closes the page needs no report, and no import of which they would not know. */
function whenLeft({ response }: HttpContext): AbortSignal {
  const left = new AbortController()
  response.response.once('close', () => {
    if (!response.response.writableFinished) {
      left.abort(new ImportRefused('The page was closed.'))
    }
  })
  return left.signal
}
