import { command } from './lib/entry.mjs'

// Loaded later: an older Node, which only fetches the right one, could not read all of it.
await command(async (context) => {
  const { start } = await import('./lib/start.mjs')
  return start(context)
})
