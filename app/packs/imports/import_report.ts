import type { IgnoredFiles } from '#packs/imports/ignored_files'
import { type ImportFault, LISTED, shownName } from '#packs/imports/import_rules'
import type { ImportPlan } from '#packs/imports/plan_import'
import type { EditableSet } from '#packs/sets/read_set'

/** What an import would do, or has done: the beginning of each list, and how many more there are. */
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
  moreCards: number
  faults: ImportFault[]
  moreFaults: number
  /** Names of files that are passed over. */
  ignored: string[]
  moreIgnored: number
}

const beyond = (list: readonly unknown[], listed: number) => Math.max(0, list.length - listed)

export function reportOf(set: EditableSet, { cards, faults }: ImportPlan): ImportReport {
  const names = new Map(set.rarities.map(({ id, name }) => [id, name]))
  return {
    ...NOTHING,
    cards: cards.slice(0, LISTED.cards).map(({ line, name, rarityId, file, variants }) => ({
      line,
      name,
      rarity: names.get(rarityId) ?? '',
      picture: file && shownName(file.name),
      variants: variants.length,
    })),
    moreCards: beyond(cards, LISTED.cards),
    faults: faults.slice(0, LISTED.faults),
    moreFaults: beyond(faults, LISTED.faults),
  }
}

/** Of what cannot be read at all. */
export const unreadable = (fault: ImportFault): ImportReport => ({ ...NOTHING, faults: [fault] })

export const withIgnored = (report: ImportReport, ignored: IgnoredFiles): ImportReport => ({
  ...report,
  ignored: ignored.names,
  moreIgnored: ignored.more,
})

const NOTHING: ImportReport = {
  isDone: false,
  cards: [],
  moreCards: 0,
  faults: [],
  moreFaults: 0,
  ignored: [],
  moreIgnored: 0,
}
