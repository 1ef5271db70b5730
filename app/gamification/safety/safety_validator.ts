import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { choice } from '#gamification/handlers/choice'

export const safetyValidator = vine.create({
  quietInCombat: vine.boolean({ strict: true }),
  quietScenes: vine.array(choice()).maxLength(100).distinct('id'),
  characters: vine
    .array(
      vine.object({
        actorId: vine.string().regex(/^[\w.-]{1,64}$/),
        name: vine.string().trim().minLength(1).maxLength(80),
        most: vine.enum(['nothing', 'mild', 'strong', 'drastic'] as const),
      })
    )
    .maxLength(300)
    .distinct('actorId'),
})

export type SafetyInput = Infer<typeof safetyValidator>
