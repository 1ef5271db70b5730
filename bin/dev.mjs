import { command } from './lib/entry.mjs'

// Loaded later: an older Node, which only fetches the right one, could not read all of it.
await command(async (context) => {
  const { dev } = await import('./lib/dev.mjs')
  return dev(context)
})
