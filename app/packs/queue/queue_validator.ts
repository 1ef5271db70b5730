import vine from '@vinejs/vine'

export const moveValidator = vine.create({ before: vine.string().uuid().nullable() })

export const queueValidator = vine.create({ needsOverlay: vine.boolean() })
