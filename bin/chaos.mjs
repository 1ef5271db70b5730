import { command } from './lib/entry.mjs'

// Loaded later: an older Node, which only fetches the right one, could not read all of it.
await command(
  async (context) => {
    const { chaos } = await import('./lib/chaos.mjs')
    return chaos(context)
  },
  { interruptedCode: 130 }
)
