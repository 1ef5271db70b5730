import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { onLucid } from '#core/sql'
import type { Bringing } from '#packs/imports/check_pictures'
import type { ImportedFile } from '#packs/imports/import_folder'
import { type ImportReport, reportOf } from '#packs/imports/import_report'
import { keepPictures } from '#packs/imports/keep_pictures'
import { planImport } from '#packs/imports/plan_import'
import { StorePicture } from '#packs/pictures/store_picture'
import { AddCards } from '#packs/sets/add_cards'
import { changeSet, type SeenSet } from '#packs/sets/change_set'
import { type EditableSet, readSet } from '#packs/sets/read_set'
import { SetRefused } from '#packs/sets/set_refused'

/** Many cards at once, from a table, from pictures or from both: all of them, or none. */
@inject()
export class ImportCards {
  constructor(
    private pictures: StorePicture,
    private cards: AddCards
  ) {}

  /** Looks at everything and keeps nothing. @throws ImportRefused, SetRefused */
  async check(
    setId: string,
    files: readonly ImportedFile[],
    bringing: Bringing
  ): Promise<ImportReport> {
    const set = await draftOf(setId)
    return reportOf(set, await planImport(set, files, bringing))
  }

  /** Brings them in, unless anything is wrong. @throws ImportRefused, SetRefused, PictureRefused */
  async execute(
    seen: SeenSet,
    files: readonly ImportedFile[],
    bringing: Bringing
  ): Promise<ImportReport> {
    const set = await draftOf(seen.id)
    if (set.revision !== seen.revision || set.state === 'archived') {
      throw new SetRefused(set.state === 'archived' ? 'archived' : 'changed')
    }
    const plan = await planImport(set, files, bringing)
    const report = reportOf(set, plan)
    if (plan.faults.length > 0) {
      return report
    }
    const cards = await keepPictures(this.pictures, plan.cards, bringing)
    await changeSet(seen, (sql) => this.cards.within(sql, seen.id, cards))
    return { ...report, isDone: true }
  }
}

async function draftOf(id: string): Promise<EditableSet> {
  const set = await readSet(onLucid(db.connection()), id)
  if (!set) {
    throw new SetRefused('changed')
  }
  return set
}
