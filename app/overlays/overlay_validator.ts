import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'

const widget = () =>
  vine.object({
    shown: vine.boolean(),
    x: vine.number().range([0, 100]),
    y: vine.number().range([0, 100]),
    scale: vine.number().range([0.25, 3]),
  })

export const settingsValidator = vine.create({
  language: vine.enum(['en', 'fr'] as const),
  volume: vine.number().range([0, 1]),
  reducedMotion: vine.boolean(),
  palette: vine.enum(['default', 'colour_blind'] as const),
  widgets: vine.object({
    goal: widget(),
    impact: widget(),
    refunds: widget(),
    poll: widget(),
    pack: widget(),
  }),
})

export const TEST_SCENES = ['goal', 'armed', 'impact', 'refund', 'poll', 'pack'] as const

export const testValidator = vine.create({ scene: vine.enum(TEST_SCENES) })

export type TestScene = Infer<typeof testValidator>['scene']

export const shownValidator = vine.create({
  seq: vine.number().withoutDecimals().range([0, Number.MAX_SAFE_INTEGER]),
})

export const packCompleteValidator = vine.create({ id: vine.string().uuid() })
