import { randomUUID } from 'node:crypto'

/** A critical at the table, as the module tells the bridge of it. */
export function roll(overrides: Record<string, unknown> = {}) {
  const messageId = randomUUID()
  return {
    eventId: `roll:${messageId}:0`,
    type: 'roll',
    at: new Date().toISOString(),
    messageId,
    rollIndex: 0,
    actor: { id: 'hero', name: 'Ada' },
    user: { id: 'player', name: 'Mia' },
    formula: '1d20 + 5',
    total: 25,
    dice: [{ faces: 20, results: [{ result: 20, active: true }] }],
    natural: 20,
    faces: 20,
    critical: 'success',
    source: 'system',
    confidence: 'high',
    ...overrides,
  }
}
