import { command } from './lib/entry.mjs'

// Loaded later: an older Node, which only fetches the right one, could not read all of it.
await command(
  async (context) => {
    const { runTests } = await import('./lib/tests/run_tests.mjs')
    return runTests(context)
  },
  { interruptedCode: 130 }
)
