/**
 * Makes for many at once, and keeps what was used last: whoever asks for the same, meanwhile or
 * later, gets the same. What failed is made again by the next.
 *
 * @param most so many values are kept
 */
export function keepingLast<Value>(most: number) {
  const kept = new Map<string, Promise<Value>>()

  /** A map is in the order of its entries: the one used last comes last. */
  function keep(key: string, value: Promise<Value>): void {
    kept.delete(key)
    kept.set(key, value)
    const [oldest] = kept.keys()
    if (kept.size > most && oldest !== undefined) kept.delete(oldest)
  }

  return (key: string, make: () => Promise<Value>): Promise<Value> => {
    const known = kept.get(key)
    const value = known ?? make()
    keep(key, value)
    if (!known) {
      value.catch(() => {
        if (kept.get(key) === value) kept.delete(key)
      })
    }
    return value
  }
}
