import { setTimeout as pause } from 'node:timers/promises'
import { type Audit, audit } from './audit.js'
import { playCrowd } from './crowd.js'
import { playFault } from './faults.js'
import { heal } from './heal.js'
import { type FaultKind, FAULT_KINDS, schedule, type Step } from './schedule.js'
import { Stage } from './stage.js'
import { verifyLedger } from './verify_ledger.js'

interface Options {
  rounds: number
  seed: number
  /** Of its PostgreSQL in `.data`. */
  folder: string
  /** See `heal`. */
  hurried?: boolean
  say: (sentence: string) => void
}

export interface Outcome extends Audit {
  rounds: number
  seed: number
  faults: Record<FaultKind, number>
  /** What `node ace ledger:verify` ended with. */
  verified: number
}

/** Plays the schedule of a seed against real processes, lets it heal, and counts every point. */
export async function faultSuite(options: Options): Promise<Outcome> {
  const { rounds, seed, say } = options
  const stage = await Stage.build(options.folder)
  const faults = Object.fromEntries(FAULT_KINDS.map((kind) => [kind, 0])) as Outcome['faults']

  try {
    for (const [index, steps] of schedule(rounds, seed).entries()) {
      await playRound(stage, steps, (kind) => faults[kind]++)
      const kinds = steps.flatMap((step) => (step.act === 'fault' ? [step.kind] : []))
      say(`round ${index + 1} of ${rounds}: ${kinds.join(', ')}`)
    }
    say('healing')
    await heal(stage, options.hurried ?? false)
    const { findings, ...counts } = await audit(stage)
    const { exitCode, said } = await verifyLedger(stage)
    if (exitCode !== 0) say(`ledger:verify: ${said}`)
    return { rounds, seed, faults, ...counts, verified: exitCode, findings }
  } finally {
    await stage.strike()
  }
}

/** Steps begin at their time, whether or not those before have ended. */
async function playRound(stage: Stage, steps: Step[], played: (kind: FaultKind) => void) {
  const began = performance.now()
  const playing: Promise<unknown>[] = []
  for (const step of steps) {
    await pause(Math.max(0, began + step.at - performance.now()))
    playing.push(step.act === 'fault' ? fault(stage, step, played) : playCrowd(stage, step))
  }
  await Promise.all(playing)
}

async function fault(
  stage: Stage,
  step: Extract<Step, { act: 'fault' }>,
  played: (kind: FaultKind) => void
): Promise<void> {
  if (await playFault(stage, step)) played(step.kind)
}
