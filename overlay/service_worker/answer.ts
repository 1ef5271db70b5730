import { CACHE, PAGE } from './shell.ts'

/** A server that takes longer than this gets a page that waits for it instead. Milliseconds. */
const PATIENCE_MS = 4000

/** A word every build of the page contains: a proxy's own page, even with status 200, does not. */
const MARK = 'crowdcrit-overlay'

/** The page from the server; from the cache when there is no server, or something else answers for it. */
export async function answerPage(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE)
  const shell = await cache.match(PAGE)
  if (!shell) return fetch(request)

  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) })
    if (!response.ok) return shell

    const text = await response.clone().text()
    return text.includes(MARK) ? response : shell
  } catch {
    return shell
  }
}

/** Names of assets change with their content: what is cached is right. */
export async function answerAsset(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE)
  const known = await cache.match(request)
  return known ?? fetch(request)
}
