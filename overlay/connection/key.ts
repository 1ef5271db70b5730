/** The key from `/overlay#k=KEY`; a fragment is never sent to a server nor logged. Null when there is none. */
export function readKey(hash: string): string | null {
  const key = new URLSearchParams(hash.replace(/^#/, '')).get('k')
  return key === null || key.trim() === '' ? null : key.trim()
}
