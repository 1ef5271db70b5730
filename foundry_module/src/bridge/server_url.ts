/**
 * The server's address as a person types it, made regular: `crowdcrit.example/`
 * becomes `https://crowdcrit.example`. Null when it is no web address.
 */
export function toServerUrl(typed: string): string | null {
  const text = typed.trim()
  if (text === '') return null
  const isLocal = /^(localhost|127\.|\[::1\])/.test(text)
  const url = parse(
    /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `${isLocal ? 'http' : 'https'}://${text}`
  )
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null
  if (url.username || url.password) return null
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}

/** A page from https may not ask a plain http server, except on the same machine. */
export function isMixedContent(pageProtocol: string, serverUrl: string): boolean {
  const url = parse(serverUrl)
  if (pageProtocol !== 'https:' || url?.protocol !== 'http:') return false
  return !['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
}

function parse(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}
