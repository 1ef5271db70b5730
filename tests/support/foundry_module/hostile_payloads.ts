import fc from 'fast-check'
import { COMMAND_TYPES } from '../../../app/foundry/protocol.ts'

const hostile = fc.constantFrom(
  '<img src=x onerror=alert(1)>',
  '[[/roll 99d99]]',
  '@UUID[Actor.x]{click}',
  '\u202Egpj.exe',
  '__proto__',
  'constructor',
  'javascript:alert(1)',
  '\u0000',
  '💥'.repeat(5000)
)
export const anything = fc.anything({ maxDepth: 3, withNullPrototype: true })

/**
 * Payloads that look right at first sight, with anything inside.
 *
 * @param known what the world has, so that some of it gets further
 */
export function hostilePayload(known: unknown[]): fc.Arbitrary<unknown> {
  const value = fc.oneof(hostile, anything, fc.constantFrom(...known))
  const point = fc.record({ tokenId: value, x: value, y: value }, { requiredKeys: [] })
  const keys = ['actorId', 'status', 'delta', 'path', 'count', 'sceneId', 'text', 'as', 'alias']
  const more = ['soundId', 'macroId', 'what', 'messageId', 'rollIndex', 'reason', 'commandId']
  const fields = Object.fromEntries([...keys, ...more].map((key) => [key, value]))
  const near = fc.oneof(value, point)
  return fc.oneof(anything, fc.record({ ...fields, near }, { requiredKeys: [] }))
}

export const hostileType = fc.oneof(fc.constantFrom<string>(...COMMAND_TYPES), hostile)
