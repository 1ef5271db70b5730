const UNITS = [
  { word: 'hour', seconds: 3_600 },
  { word: 'minute', seconds: 60 },
  { word: 'second', seconds: 1 },
] as const

/** "1 hour 30 minutes", "45 seconds", "no time". */
export function durationInWords(seconds: number): string {
  const parts: string[] = []
  let rest = seconds

  for (const unit of UNITS) {
    const count = Math.floor(rest / unit.seconds)
    rest -= count * unit.seconds

    if (count > 0) {
      parts.push(`${count} ${unit.word}${count === 1 ? '' : 's'}`)
    }
  }
  return parts.join(' ') || 'no time'
}
