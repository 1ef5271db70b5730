import { command } from './lib/entry.mjs'

// Loaded later: an older Node, which only fetches the right one, could not read all of it.
await command(async (context) => {
  const { build } = await import('./lib/build_command.mjs')
  return build(context)
})
