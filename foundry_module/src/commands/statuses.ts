import {
  CommandRefused,
  type CommandHandler,
  type Outcome,
  type ReceivedCommand,
} from './handler.ts'
import { idIn, payloadOf } from './payload.ts'
import type { ActorView, FoundryPort } from '../port.ts'
import type { UnknownRecord } from '../records.ts'

interface Target {
  actor: ActorView
  status: string
}

/** Puts a character under a condition that the game system knows. */
export const statusApply: CommandHandler = {
  type: 'status.apply',

  rehearse(world, command) {
    const { actor, status } = withStatus(world, command, false)
    return { actorId: actor.id, status }
  },

  async execute(world, command) {
    const { actor, status } = withStatus(world, command, false)
    await world.setStatus(actor.id, status, true)
    return { before: false, after: true, docIds: [actor.id] }
  },

  /** Whoever else may have set it: it cannot be told. */
  trace: () => null,

  undo: (world, written) => restore(world, written, false),
}

/** Frees a character of a condition, for example when its time is over. */
export const statusRemove: CommandHandler = {
  type: 'status.remove',

  rehearse(world, command) {
    const { actor, status } = withStatus(world, command, true)
    return { actorId: actor.id, status }
  },

  async execute(world, command) {
    const { actor, status } = withStatus(world, command, true)
    await world.setStatus(actor.id, status, false)
    return { before: true, after: false, docIds: [actor.id] }
  },

  /** Gone is gone, whoever did it: nothing is left to decide. */
  trace(world, command) {
    const { actor, status } = targetOf(world, command)
    return actor.statuses.includes(status) ? null : { before: true, after: false }
  },

  undo: (world, written) => restore(world, written, true),
}

function withStatus(world: FoundryPort, command: ReceivedCommand, isExpected: boolean): Target {
  const target = targetOf(world, command)
  if (target.actor.statuses.includes(target.status) === isExpected) return target
  throw isExpected
    ? new CommandRefused('not_active', 'The character is not under that condition.', 'skipped')
    : new CommandRefused('already_active', 'The character is under that condition.', 'skipped')
}

/** What others have set or taken away since stays. */
async function restore(
  world: FoundryPort,
  { actorId, status }: UnknownRecord,
  was: boolean
): Promise<Outcome> {
  const actor = typeof actorId === 'string' ? world.actor(actorId) : null
  if (!actor || typeof status !== 'string') {
    throw new CommandRefused('actor_gone', 'The character is no longer in the world.')
  }
  if (actor.statuses.includes(status) !== was) await world.setStatus(actor.id, status, was)
  return { before: !was, after: was, docIds: [actor.id] }
}

function targetOf(world: FoundryPort, command: ReceivedCommand): Target {
  const payload = payloadOf(command)
  const actor = world.actor(idIn(payload, 'actorId'))
  if (!actor) throw new CommandRefused('actor_gone', 'The character is not in the world.')
  const status = idIn(payload, 'status')
  if (!world.statuses().some(({ id }) => id === status)) {
    throw new CommandRefused('unknown_status', 'This game system knows no such condition.')
  }
  return { actor, status }
}
