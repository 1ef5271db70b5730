import { readFile } from 'node:fs/promises'
import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { onLucid } from '#core/sql'
import type { ImportedFile } from '#packs/imports/import_folder'
import { type ImportFault, LISTED_FAULTS } from '#packs/imports/import_rules'
import { type CardWithFile, planImport } from '#packs/imports/plan_import'
import { FewAtOnce } from '#packs/pictures/few_at_once'
import { StorePicture } from '#packs/pictures/store_picture'
import { AddCards } from '#packs/sets/add_cards'
import { changeSet, type SeenSet } from '#packs/sets/change_set'
import { type EditableSet, readSet } from '#packs/sets/read_set'
import { SetRefused } from '#packs/sets/set_refused'
import type { CardInput } from '#packs/sets/set_validators'

/** What an import would do, or has done. */
export interface ImportReport {
  isDone: boolean
  /** Of each card that would come in: where it stands, and what it would be. */
  cards: {
    line: number | null
    name: string
    rarity: string
    picture: string | null
    variants: number
  }[]
  faults: ImportFault[]
  /** Faults that are not listed. */
  moreFaults: number
  ignored: string[]
}

/** Files are held in memory while they are drawn anew. */
const storing = new FewAtOnce(3)

/** Many cards at once, from a table, from pictures or from both: all of them, or none. */
@inject()
export class ImportCards {
  constructor(
    private pictures: StorePicture,
    private cards: AddCards
  ) {}

  /** Looks at everything and keeps nothing. @throws ImportRefused, SetRefused */
  async check(setId: string, files: readonly ImportedFile[]): Promise<ImportReport> {
    const set = await draftOf(setId)
    return reportOf(set, await planImport(set, files))
  }

  /** Brings them in, unless anything is wrong. @throws ImportRefused, SetRefused */
  async execute(
    seen: SeenSet,
    authorId: string,
    files: readonly ImportedFile[]
  ): Promise<ImportReport> {
    const set = await draftOf(seen.id)
    if (set.revision !== seen.revision || set.state === 'archived') {
      throw new SetRefused(set.state === 'archived' ? 'archived' : 'changed')
    }
    const plan = await planImport(set, files)
    const report = reportOf(set, plan)
    if (plan.faults.length > 0) {
      return report
    }
    const cards = await Promise.all(plan.cards.map((card) => this.#withPicture(authorId, card)))
    await changeSet(seen, (sql) => this.cards.within(sql, seen.id, cards))
    return { ...report, isDone: true }
  }

  #withPicture(
    authorId: string,
    { file, line: _, picture: __, ...card }: CardWithFile
  ): Promise<CardInput> {
    return storing.run(async () => ({
      ...card,
      pictureId: file && (await this.pictures.execute(authorId, await readFile(file.path))),
    }))
  }
}

async function draftOf(id: string): Promise<EditableSet> {
  const set = await readSet(onLucid(db.connection()), id)
  if (!set) {
    throw new SetRefused('changed')
  }
  return set
}

function reportOf(
  set: EditableSet,
  { cards, faults }: { cards: CardWithFile[]; faults: ImportFault[] }
): ImportReport {
  const names = new Map(set.rarities.map(({ id, name }) => [id, name]))
  return {
    isDone: false,
    cards: cards.map(({ line, name, rarityId, file, variants }) => ({
      line,
      name,
      rarity: names.get(rarityId) ?? '',
      picture: file?.name ?? null,
      variants: variants.length,
    })),
    faults: faults.slice(0, LISTED_FAULTS),
    moreFaults: Math.max(0, faults.length - LISTED_FAULTS),
    ignored: [],
  }
}
