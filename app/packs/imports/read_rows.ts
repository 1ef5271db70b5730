import { CsvError } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import { ImportRefused } from '#packs/imports/import_refused'
import { faultAt, IMPORT_LIMITS, type ImportFault } from '#packs/imports/import_rules'

const COLUMNS = ['name', 'rarity', 'text', 'picture', 'weight', 'variants'] as const
export type Column = (typeof COLUMNS)[number]

/** A row of the table as it was written. */
export interface CsvRow {
  line: number
  of: Record<Column, string>
}

const isColumn = (name: string): name is Column => COLUMNS.some((column) => column === name)

/**
 * The rows of a table of cards, by the names in its first line; separated by commas, semicolons or tabs.
 *
 * @throws ImportRefused for what is no such table
 */
export function readRows(bytes: Buffer, file: string): { rows: CsvRow[]; faults: ImportFault[] } {
  const [header, ...others] = parseRecords(decode(bytes, file), file)
  if (!header) {
    throw new ImportRefused('The table is empty.', { file })
  }
  if (others.length > IMPORT_LIMITS.rows) {
    throw new ImportRefused(
      `The table has more than ${IMPORT_LIMITS.rows.toLocaleString('en')} rows. Nothing of it was read.`,
      { file }
    )
  }
  const { places, faults } = placesOf(header.record, file)
  const rows = others.map(({ record, line }) => ({ line, of: fields(record, places) }))
  return { rows, faults }
}

function decode(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new ImportRefused('The table is not in UTF-8. Save it as “CSV UTF-8”.', {
      file,
      cause: error,
    })
  }
}

interface CsvRecord {
  line: number
  record: string[]
}

function parseRecords(text: string, file: string): CsvRecord[] {
  const records: CsvRecord[] = []
  try {
    parse(text, {
      delimiter: delimiterOf(text),
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: 20_000,
      to: IMPORT_LIMITS.rows + 2,
      on_record: (record: string[], { lines }) => {
        records.push({ record, line: lines })
        return null
      },
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error.lines === 'number' ? ` Look at line ${error.lines}.` : ''
    throw new ImportRefused(
      `The table cannot be read: a quote is missing, or a row is far too long.${line}`,
      { file, cause: error }
    )
  }
  return records
}

/** What the first line has most of. */
function delimiterOf(text: string): string {
  const first = text.slice(0, 2_000).split('\n', 1)[0] ?? ''
  const count = (delimiter: string) => first.split(delimiter).length
  return [',', ';', '\t'].reduce((best, other) => (count(other) > count(best) ? other : best))
}

function placesOf(
  header: string[],
  file: string
): { places: Map<Column, number>; faults: ImportFault[] } {
  const places = new Map<Column, number>()
  const faults: ImportFault[] = []
  header.forEach((written, index) => {
    const name = written.toLowerCase()
    if (!isColumn(name)) {
      faults.push(
        faultAt(1, `“${written.slice(0, 40)}” is no column. There are: ${COLUMNS.join(', ')}.`)
      )
    } else if (places.has(name)) {
      faults.push(faultAt(1, `The column ${name} is there twice.`))
    } else {
      places.set(name, index)
    }
  })
  if (!places.has('name') || !places.has('rarity')) {
    throw new ImportRefused(
      'The first line has to name the columns, with “name” and “rarity” among them.',
      { file }
    )
  }
  return { places, faults }
}

function fields(record: string[], places: Map<Column, number>): Record<Column, string> {
  const of = (column: Column) => record[places.get(column) ?? -1] ?? ''
  return {
    name: of('name'),
    rarity: of('rarity'),
    text: of('text'),
    picture: of('picture'),
    weight: of('weight'),
    variants: of('variants'),
  }
}
