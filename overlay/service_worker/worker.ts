import { answerAsset, answerPage } from './answer.ts'
import { CACHE, SHELL } from './shell.ts'

declare const self: ServiceWorkerGlobalScope

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      // Past the HTTP cache: an older page under a newer worker would ask for files that are gone.
      .then((cache) => cache.addAll(SHELL.map((path) => new Request(path, { cache: 'reload' }))))
      .then(() => self.skipWaiting())
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOldCaches().then(() => self.clients.claim()))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return

  if (url.pathname === '/overlay' && request.mode === 'navigate') {
    event.respondWith(answerPage(request))
  } else if (SHELL.includes(url.pathname)) {
    event.respondWith(answerAsset(request))
  }
})

async function dropOldCaches(): Promise<void> {
  const names = await caches.keys()
  const old = names.filter((name) => name.startsWith('crowdcrit-overlay-') && name !== CACHE)
  await Promise.all(old.map((name) => caches.delete(name)))
}
