import { command } from './lib/entry.mjs'

// Loaded later: an older Node, which only fetches the right one, could not read all of it.
await command(async (context) => {
  const { bench } = await import('./lib/bench.mjs')
  return bench(context)
})
