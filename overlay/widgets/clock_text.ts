/** Time left as `4:05`, or `1:02:09` from an hour on; empty when there is no end. Milliseconds in. */
export function timeLeft(ms: number | null): string {
  if (ms === null) return ''

  const seconds = Math.max(0, Math.ceil(ms / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`
}
