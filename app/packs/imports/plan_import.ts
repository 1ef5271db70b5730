import { readFile } from 'node:fs/promises'
import { type Bringing, checkPictures } from '#packs/imports/check_pictures'
import { cardOfRow, type PlannedCard } from '#packs/imports/card_of_row'
import { PictureFinder } from '#packs/imports/find_picture'
import type { ImportedFile } from '#packs/imports/import_folder'
import { ImportRefused } from '#packs/imports/import_refused'
import { faultAt, faultOf, type ImportFault } from '#packs/imports/import_rules'
import { nameOfPicture, rarityOfPath } from '#packs/imports/names_of_files'
import { readRows } from '#packs/imports/read_rows'
import { isCsvName, isPictureName } from '#packs/imports/wanted_files'
import type { EditableSet } from '#packs/sets/read_set'
import { MOST_CARDS } from '#packs/sets/set_rules'

/** A card with the file its picture is in. */
export type CardWithFile = PlannedCard & { file: ImportedFile | null }

export interface ImportPlan {
  cards: CardWithFile[]
  faults: ImportFault[]
}

/**
 * What would come in, and all that keeps it from it. With a table its rows are the cards; without
 * one each picture is, of the rarity its folder is called by.
 *
 * @throws ImportRefused
 */
export async function planImport(
  set: EditableSet,
  files: readonly ImportedFile[],
  bringing: Bringing
): Promise<ImportPlan> {
  const tables = files.filter(({ name }) => isCsvName(name))
  if (tables.length > 1) {
    throw new ImportRefused('There are several tables. An import has one CSV, or none.')
  }
  const [table] = tables
  const plan = table ? await fromTable(set, table, files) : fromPictures(set, files)
  refuseTooMany(set, plan.cards)
  const faults = [
    ...plan.faults,
    ...sameNames(set, plan.cards),
    ...(await pictureFaults(plan.cards, bringing)),
  ]
  if (plan.cards.length === 0 && faults.length === 0) {
    throw new ImportRefused('There is no card in it: no table with rows, and no picture.')
  }
  return { cards: plan.cards, faults: faults.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) }
}

const rarityIds = ({ rarities }: EditableSet) =>
  new Map(rarities.map(({ id, name }) => [name.toLowerCase(), id]))

async function fromTable(
  set: EditableSet,
  table: ImportedFile,
  files: readonly ImportedFile[]
): Promise<ImportPlan> {
  const { rows, faults } = readRows(await readFile(table.path), table.name)
  const [rarities, pictures] = [rarityIds(set), new PictureFinder(files)]
  const cards: CardWithFile[] = []
  for (const { line, of } of rows) {
    const { card, messages } = cardOfRow(of, rarities)
    const file = of.picture === '' ? null : pictures.find(of.picture)
    const all = typeof file === 'string' ? [...messages, file] : messages
    faults.push(...all.map((message) => faultAt(line, message)))
    if (card && typeof file !== 'string') {
      cards.push({ ...card, line, file })
    }
  }
  return { cards, faults }
}

function fromPictures(set: EditableSet, files: readonly ImportedFile[]): ImportPlan {
  const rarities = rarityIds(set)
  const plan: ImportPlan = { cards: [], faults: [] }
  for (const file of files.filter(({ name }) => isPictureName(name))) {
    const rarityId = rarityOfPath(file.name, rarities)
    const name = nameOfPicture(file.name)
    if (!rarityId) {
      const known = set.rarities.map((rarity) => rarity.name).join(', ')
      plan.faults.push(
        faultOf(file.name, `It is in no folder that is called like a rarity: ${known}.`)
      )
    } else {
      plan.cards.push({
        line: null,
        name,
        text: '',
        rarityId,
        weight: 1,
        picture: file.name,
        variants: [],
        file,
      })
    }
  }
  return plan
}

/** Names are taken once in a set; a card that was removed keeps its own. */
function sameNames(set: EditableSet, cards: CardWithFile[]): ImportFault[] {
  const taken = new Map(set.cards.map(({ name }) => [name.toLowerCase(), 'in the set']))
  return cards.flatMap(({ name, line, file }) => {
    const where = taken.get(name.toLowerCase())
    taken.set(name.toLowerCase(), line === null ? 'in this import' : `in line ${line}`)
    const message = `A card called “${name}” is there already, ${where}.`
    return where
      ? [line === null && file ? faultOf(file.name, message) : faultAt(line, message)]
      : []
  })
}

/** Before any picture is read. */
function refuseTooMany(set: EditableSet, cards: CardWithFile[]): void {
  const room = Math.max(0, MOST_CARDS - set.cards.length)
  if (cards.length > room) {
    const number = (count: number) => count.toLocaleString('en')
    throw new ImportRefused(
      `These are ${number(cards.length)} cards, and the set has room for ${number(room)}: a set can have ${number(MOST_CARDS)}.`
    )
  }
}

async function pictureFaults(cards: CardWithFile[], bringing: Bringing): Promise<ImportFault[]> {
  const files = cards.flatMap(({ file }) => file ?? [])
  const found = await checkPictures(files, bringing)
  return cards.flatMap(({ line, file }) => {
    const message = file && found.get(file.path)
    return message ? [{ ...faultOf(file.name, message), line }] : []
  })
}
