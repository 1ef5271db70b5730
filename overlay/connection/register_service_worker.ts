/**
 * Keeps the page's shell in the browser, so that OBS, which never retries a
 * failed load, gets a page that does. Without it (plain HTTP on another
 * machine, storage off) the overlay works as long as the server is there first.
 */
export function registerServiceWorker(): void {
  const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker
  if (!workers) return

  workers.register('/overlay-sw.js', { scope: '/overlay', updateViaCache: 'none' }).catch(() => {
    // Only the comfort is lost; the setup page and the log of OBS need no alarm for that.
  })
}
