import 'reflect-metadata'
import { Ignitor } from '@adonisjs/core'

const APP_ROOT = new URL('../', import.meta.url)

const importFromRoot = (path: string) =>
  import(path.startsWith('./') || path.startsWith('../') ? new URL(path, APP_ROOT).href : path)

/**
 * The one way this app is booted, whatever runs in it afterwards. SIGTERM and
 * SIGINT end it through the `terminating` hooks, never by force.
 */
export function ignitor() {
  return new Ignitor(APP_ROOT, { importer: importFromRoot }).tap((app) => {
    app.booting(async () => {
      await import('#start/env')
    })
    const end = () => {
      // Half started, its hooks are not all there yet. Nothing is lost by leaving at once: what
      // must not be lost is in rows.
      if (!app.isReady && !app.isTerminating) {
        process.exit(0)
      }
      void app.terminate()
    }
    app.listen('SIGTERM', end)
    app.listen('SIGINT', end)
  })
}
