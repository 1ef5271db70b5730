import { command } from './lib/entry.mjs'

// Loaded later: an older Node, which only fetches the right one, could not read all of it.
await command(async (context) => {
  const { check } = await import('./lib/check.mjs')
  return check(context)
})
