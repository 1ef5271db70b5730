/** A moment as a field for day and time has it, in the reader's own zone. */
export function localMinute(iso: string | null | undefined): string {
  const time = Date.parse(iso ?? '')

  if (Number.isNaN(time)) {
    return ''
  }
  const shifted = new Date(time - new Date(time).getTimezoneOffset() * 60_000)
  return shifted.toISOString().slice(0, 16)
}

/** The same back: ISO in UTC, to the minute. Undefined for an empty field. */
export function utcMinute(local: string): string | undefined {
  const time = Date.parse(local)
  return Number.isNaN(time) ? undefined : `${new Date(time).toISOString().slice(0, 16)}Z`
}
