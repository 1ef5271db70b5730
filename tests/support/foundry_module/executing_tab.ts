import { Executor, type ExecutorOptions } from '../../../foundry_module/src/commands/executor.ts'
import { Ledger, type StoredResult } from '../../../foundry_module/src/commands/ledger.ts'
import type { FakeWorld } from './fake_world.ts'
import type { ReceivedCommand } from '../../../foundry_module/src/commands/handler.ts'

export const NOW = Date.parse('2030-01-01T20:00:00Z')
let seq = 0

export function aCommand(type: string, payload: unknown, parts: Partial<ReceivedCommand> = {}) {
  seq += 1
  return {
    id: `0191d0aa-0000-7000-8000-${String(seq).padStart(12, '0')}`,
    seq,
    type,
    v: 1,
    issuedAt: new Date(NOW - 1000).toISOString(),
    expiresAt: new Date(NOW + 120_000).toISOString(),
    origin: { kind: 'instance', label: 'Invert', viewer: 'Zed' },
    payload,
    ...parts,
  } satisfies ReceivedCommand
}

/** A tab on a world; several tabs may share the world, as after a reload. */
export function aTab(world: FakeWorld, options: Partial<ExecutorOptions> = {}) {
  const ledger = new Ledger(world, options.limitMs)
  const results = new Map<string, StoredResult>()
  const executor = new Executor({
    world,
    ledger,
    serverNow: () => NOW,
    mayExecute: () => true,
    onResult: ({ id }, result) => results.set(id, result),
    ...options,
  })
  const run = (...commands: ReceivedCommand[]) => executor.run(commands)
  return {
    ledger,
    results,
    run,
    /** What became of one command. */
    outcome: async (command: ReceivedCommand) => {
      await run(command)
      return results.get(command.id)
    },
  }
}
