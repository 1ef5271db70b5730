/** What a spreadsheet would take for a formula, also behind blanks. */
const FORMULA = /^[\s\u{feff}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u
const NEEDS_QUOTES = /[",\r\n]/

type Cell = string | number | Date | null

/** One line of a CSV file as RFC 4180 has it. Text that names itself a formula stays text. */
export function csvLine(cells: Cell[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`
}

function cellOf(cell: Cell): string {
  if (cell === null) {
    return ''
  }
  if (typeof cell === 'number') {
    return String(cell)
  }
  if (cell instanceof Date) {
    return cell.toISOString()
  }

  const text = FORMULA.test(cell) ? `'${cell}` : cell
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
