/**
 * Calls back once this copy of the page is the one that plays sound and
 * acknowledges: at once, or when the copy that was it closes. The browser
 * gives the lock back even after a crash. Without Web Locks (plain HTTP on
 * another machine) every copy leads: acknowledging twice does no harm.
 */
export function electLead(key: string, onLead: () => void): void {
  // The typings say it is always there; outside a secure context it is not.
  const locks: LockManager | undefined = navigator.locks
  if (!locks) return onLead()

  const forEver = new Promise<never>(() => {})
  void locks.request(`crowdcrit-overlay-${fingerprint(key)}`, () => {
    onLead()
    return forEver
  })
}

/** Tells keys apart in a lock's name without spelling them out. FNV-1a, 32 bit. */
function fingerprint(key: string): string {
  let hash = 0x811c9dc5
  for (const char of key) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193)
  return (hash >>> 0).toString(36)
}
