import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { ImportCards, type ImportReport } from '#packs/imports/import_cards'
import { ImportFolder } from '#packs/imports/import_folder'
import { ImportRefused } from '#packs/imports/import_refused'
import { receiveFiles } from '#packs/imports/receive_files'
import { FewAtOnce } from '#packs/pictures/few_at_once'
import { editedSet } from '#packs/sets/edited_set'
import { seenValidator } from '#packs/sets/set_validators'

/** Each may hold hundreds of megabytes on disk. */
const atOnce = new FewAtOnce(3)

/** Bulk import of cards: looked at first, then brought in. The files come anew each time. */
export default class ImportsController {
  @inject()
  async check(ctx: HttpContext, cards: ImportCards) {
    const { id } = await editedSet(ctx)
    return this.#answer(ctx, (folder) => cards.check(id, folder.files))
  }

  @inject()
  async store(ctx: HttpContext, cards: ImportCards) {
    const { id } = await editedSet(ctx)
    const { revision } = await seenValidator.validate(ctx.request.qs())
    const user = ctx.auth.getUserOrFail()
    return this.#answer(ctx, (folder) => cards.execute({ id, revision }, user.id, folder.files))
  }

  /** A report in any case: what cannot be read at all is its only fault. */
  async #answer(ctx: HttpContext, work: (folder: ImportFolder) => Promise<ImportReport>) {
    try {
      return await atOnce.run(() =>
        ImportFolder.use(async (folder) => {
          const ignored = await receiveFiles(ctx, folder)
          return { ...(await work(folder)), ignored }
        })
      )
    } catch (error) {
      if (!(error instanceof ImportRefused)) throw error
      return { isDone: false, cards: [], faults: [error.fault], moreFaults: 0, ignored: [] }
    }
  }
}
