import { TableError } from './table_error.ts'
import { userOf } from './pages.ts'
import { SYSTEMS, type MessageData, type RollRequest, type Switches } from './shared.ts'

type Body = Record<string, unknown>

/*
 * Bodies of the control API, checked: a test that misspells a mode should hear
 * of it. Each throws TableError.
 */

export function rollRequest(body: Body): RollRequest {
  return {
    user: user(body.user),
    actor: optionalText(body, 'actor'),
    formula: optionalText(body, 'formula'),
    kind: oneOf(body, 'kind', ['attack', 'check', 'save', 'death', 'damage']),
    mode: oneOf(body, 'mode', ['public', 'gm', 'blind', 'self']),
    advantage: oneOf(body, 'advantage', ['none', 'advantage', 'disadvantage']),
    modifier: optionalNumber(body, 'modifier'),
    natural: optionalNumber(body, 'natural'),
    dc: optionalNumber(body, 'dc'),
  }
}

export function switches(body: Body): Partial<Switches> {
  const read: Partial<Switches> = {
    generation: oneOf(body, 'generation', [13, 14]),
    system: oneOf(body, 'system', SYSTEMS),
    dice: oneOf(body, 'dice', ['off', 'on', 'stuck']),
    network: oneOf(body, 'network', ['up', 'dropped', '503']),
    latencyMs: optionalNumber(body, 'latencyMs'),
  }
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined))
}

/** A whole message as a system would write it; rolls may be given as objects. */
export function message(body: Body): { author: string; data: Partial<MessageData> } {
  const { author, rolls, ...data } = body
  const stored = Array.isArray(rolls)
    ? rolls.map((roll) => (typeof roll === 'string' ? roll : JSON.stringify(roll)))
    : []
  return { author: user(author), data: { ...data, rolls: stored } }
}

function user(value: unknown): string {
  const id = userOf(typeof value === 'string' ? value : 'gm')
  if (id === null) throw new TableError(`There is no user ${String(value)}`)
  return id
}

function oneOf<T>(body: Body, key: string, allowed: readonly T[]): T | undefined {
  const value = body[key]
  if (value === undefined) return undefined
  const found = allowed.find((option) => option === value)
  if (found === undefined) throw new TableError(`${key} is one of ${allowed.join(', ')}`)
  return found
}

function optionalText(body: Body, key: string): string | undefined {
  const value = body[key]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') throw new TableError(`${key} is text`)
  return value
}

function optionalNumber(body: Body, key: string): number | undefined {
  const value = body[key]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'number') throw new TableError(`${key} is a number`)
  return value
}
