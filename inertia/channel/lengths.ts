/** How long something takes or took, in two units at most: "3 h 12 min", "45 s". */
export function lengthOf(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1_000))
  const [days, hours, minutes] = [86_400, 3_600, 60].map((unit) => Math.floor(seconds / unit))
  const with2 = (big: number, bigUnit: string, small: number, smallUnit: string) =>
    small > 0 ? `${big} ${bigUnit} ${small} ${smallUnit}` : `${big} ${bigUnit}`

  if (days) {
    return with2(days, 'd', (hours ?? 0) % 24, 'h')
  }
  if (hours) {
    return with2(hours, 'h', (minutes ?? 0) % 60, 'min')
  }
  return minutes ? with2(minutes, 'min', seconds % 60, 's') : `${seconds} s`
}
