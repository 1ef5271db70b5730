import { bootApp } from '../../bench/support/boot_app.js'

/** `npm run chaos` starts this with the rounds and the seed; its last line is JSON. */
const app = await bootApp()
const { faultSuite } = await import('./fault_suite.js')
const [rounds, seed] = process.argv.slice(2).map(Number)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => process.exit(130))
}

const say = (sentence: string) => process.stderr.write(`${sentence}\n`)
const { findings, ...outcome } = await faultSuite({ rounds, seed, folder: 'chaos', say })
findings.forEach(say)
process.stdout.write(`${JSON.stringify(outcome)}\n`)
process.exitCode = outcome.lost + outcome.doubled + outcome.stuck === 0 ? 0 : 1
await app.terminate()
