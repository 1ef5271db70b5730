/**
 * Reads for many at once, and keeps what was read for a moment: whoever comes meanwhile
 * waits for the same answer, or gets it. What failed is read again by the next.
 */
export function remembering<Value>(forMs: number) {
  const kept = new Map<string, Promise<Value>>()

  return (key: string, read: () => Promise<Value>): Promise<Value> => {
    const known = kept.get(key)
    if (known) return known

    const value = read()
    kept.set(key, value)
    const forget = () => void kept.delete(key)
    // Unreferenced: it never keeps a process from ending.
    value.then(() => setTimeout(forget, forMs).unref(), forget)
    return value
  }
}
