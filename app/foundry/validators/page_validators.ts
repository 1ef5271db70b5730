import vine from '@vinejs/vine'
import { COMPARISONS, DIE_KINDS, LIMITED_COMMANDS, MAX_ROLL_RULES } from '#foundry/protocol'
import { identifier, plainText, wholeNumber } from '#foundry/validators/fields'

export const assignmentValidator = vine.create({
  actorId: identifier().optional().requiredIfMissing('foundryUserId'),
  foundryUserId: identifier().optional(),
  name: plainText(80),
  streamerId: vine.string().uuid().nullable(),
})

export const commandDecisionValidator = vine.create({
  decision: vine.enum(['apply', 'ignore', 'undo'] as const),
})

export const rollRules = () =>
  vine
    .array(
      vine.object({
        name: plainText(40),
        result: vine.enum(['success', 'failure'] as const),
        faces: wholeNumber(2, 1000),
        kind: vine.enum(['any', ...DIE_KINDS] as const),
        keptOnly: vine.boolean({ strict: true }),
        comparison: vine.enum(COMPARISONS),
        value: wholeNumber(1, 1000),
        count: wholeNumber(1, 50),
        doubles: vine.boolean({ strict: true }),
      })
    )
    .maxLength(MAX_ROLL_RULES)

export const rollRulesValidator = vine.create({ rules: rollRules() })

export const tableSettingsValidator = vine.create({
  tellsGm: vine.boolean({ strict: true }),
  switchedOff: vine.array(vine.enum(LIMITED_COMMANDS)).maxLength(LIMITED_COMMANDS.length),
})
