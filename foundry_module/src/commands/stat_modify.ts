import { CommandRefused, type CommandHandler, type ReceivedCommand } from './handler.ts'
import { finiteOr, isRecord, recordAt, valueAt, type UnknownRecord } from '../records.ts'
import { idIn, payloadOf, wholeIn } from './payload.ts'
import { rangeOf } from '../../../app/foundry/stat_paths.ts'
import type { ActorView, FoundryPort } from '../port.ts'

const MOST = 1000
const MOST_EVER = 1_000_000

interface Plan {
  actor: ActorView
  /** How it is changed: like a token's bar, or the number itself. */
  way: { name: 'bar'; attribute: string; delta: number } | { name: 'number'; to: number }
  path: string
  /** All numbers that the change may touch, by path. */
  before: Record<string, number>
}

/**
 * Changes one number of a character by so much: without a `path` what the token's
 * first bar shows, by the game system's own way of doing it; with one, a number on
 * the system's list. Kept within its bounds.
 */
export const statModify: CommandHandler = {
  type: 'stat.modify',

  rehearse(world, command) {
    const { actor, path, before } = plan(world, command)
    return { actorId: actor.id, path, before }
  },

  async execute(world, command) {
    const { actor, way, path, before } = plan(world, command)
    if (way.name === 'bar') await world.changeAttribute(actor.id, way.attribute, way.delta)
    else await world.setNumbers(actor.id, { [path]: way.to })

    const after = numbersAt(world.actor(actor.id)?.system, Object.keys(before))
    return {
      before: before[path],
      after: after[path],
      docIds: [actor.id],
      undo: { actorId: actor.id, path, before, after },
    }
  },

  /** Whose hand moved a number cannot be seen from it. */
  trace: () => null,

  async undo(world, { actorId, path, before, after }) {
    const actor = typeof actorId === 'string' ? world.actor(actorId) : null
    if (!actor || !isRecord(before)) {
      throw new CommandRefused('actor_gone', 'The character is no longer in the world.')
    }
    const now = numbersAt(actor.system, Object.keys(before))
    await world.setNumbers(
      actor.id,
      restored(world.info().system, before, isRecord(after) ? after : null, now)
    )
    const at = String(path)
    return { before: now[at], after: valueAt(world.actor(actor.id)?.system, ...at.split('.')) }
  },
}

function plan(world: FoundryPort, command: ReceivedCommand): Plan {
  const payload = payloadOf(command)
  const actor = world.actor(idIn(payload, 'actorId'))
  if (!actor) throw new CommandRefused('actor_gone', 'The character is not in the world.')
  const delta = wholeIn(payload, 'delta', -MOST, MOST)
  if (delta === 0) throw new CommandRefused('out_of_bounds', 'A change by nothing is none.')
  return payload.path === undefined
    ? barPlan(world, actor, delta)
    : numberPlan(world, actor, idIn(payload, 'path'), delta)
}

function barPlan(world: FoundryPort, actor: ActorView, delta: number): Plan {
  const attribute = world.info().primaryAttribute
  const bar = attribute === null ? null : recordAt(actor.prepared, ...attribute.split('.'))
  if (attribute === null || typeof bar?.value !== 'number') {
    throw new CommandRefused('no_bar', 'This game system names no attribute for the token’s bar.')
  }
  const stored = recordAt(actor.system, ...attribute.split('.')) ?? {}
  const before = numbersAt(
    actor.system,
    Object.keys(stored).map((key) => `${attribute}.${key}`)
  )
  const way = { name: 'bar', attribute, delta } as const
  return { actor, way, path: `${attribute}.value`, before }
}

function numberPlan(world: FoundryPort, actor: ActorView, path: string, delta: number): Plan {
  const range = rangeOf(world.info().system, path)
  if (!range) throw new CommandRefused('path_not_allowed', 'Viewers may not touch that number.')
  const now = valueAt(actor.system, ...path.split('.'))
  if (typeof now !== 'number' || !Number.isFinite(now)) {
    throw new CommandRefused('not_a_number', 'The character has no such number.')
  }
  // Where the document knows a maximum of its own, such as hit points, that is the bound.
  const own = path.endsWith('.value') ? valueAt(actor.prepared, ...siblingOf(path, 'max')) : null
  const most = Math.max(Math.min(range.max, finiteOr(own, range.max)), range.min)
  const to = Math.min(Math.max(now + delta, range.min), Math.max(most, now))
  if (to === now) {
    throw new CommandRefused('at_its_bound', 'The number is at its bound already.', 'skipped')
  }
  return { actor, way: { name: 'number', to }, path, before: { [path]: now } }
}

const siblingOf = (path: string, name: string) => [...path.split('.').slice(0, -1), name]

function numbersAt(system: unknown, paths: string[]): Record<string, number> {
  return Object.fromEntries(
    paths.flatMap((path) => {
      const value = valueAt(system, ...path.split('.'))
      return typeof value === 'number' ? [[path, value]] : []
    })
  )
}

/** As it was; where others have changed a number since, their change stays. */
function restored(
  system: string,
  before: UnknownRecord,
  after: UnknownRecord | null,
  now: Record<string, number>
): Record<string, number> {
  const numbers: Record<string, number> = {}
  for (const [path, current] of Object.entries(now)) {
    const was = finiteOr(before[path], current)
    const became = after ? finiteOr(after[path], was) : current
    if (became === was) continue
    const range = rangeOf(system, path) ?? { min: Math.min(0, was), max: MOST_EVER }
    numbers[path] = Math.min(Math.max(current + was - became, range.min), range.max)
  }
  return numbers
}
