/**
 * Calls back when waiting has become pointless: the network returned, or
 * the person looks at the page again. Returns how to stop listening.
 */
export function onWake(callback: () => void): () => void {
  if (typeof window === 'undefined') return () => {}

  const onVisible = () => {
    if (document.visibilityState === 'visible') callback()
  }
  window.addEventListener('online', callback)
  document.addEventListener('visibilitychange', onVisible)

  return () => {
    window.removeEventListener('online', callback)
    document.removeEventListener('visibilitychange', onVisible)
  }
}
