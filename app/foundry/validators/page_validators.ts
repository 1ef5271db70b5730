import vine from '@vinejs/vine'
import { identifier, plainText } from '#foundry/validators/fields'

export const assignmentValidator = vine.create({
  actorId: identifier().optional().requiredIfMissing('foundryUserId'),
  foundryUserId: identifier().optional(),
  name: plainText(80),
  streamerId: vine.string().uuid().nullable(),
})

export const commandDecisionValidator = vine.create({
  decision: vine.enum(['apply', 'ignore', 'undo'] as const),
})
