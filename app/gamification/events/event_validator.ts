import vine, { SimpleMessagesProvider } from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'

/** Seconds. */
export const DAY = 86_400
export const WEEK = 7 * DAY

/** Null and "not sent" both mean that there is none. */
export const optionalNumber = (min: number, max: number) =>
  vine.number().withoutDecimals().range([min, max]).nullable().optional()

const settings = () => vine.object({}).allowUnknownProperties()

/**
 * Everything but the settings, which their own handlers check in `SaveEvent`.
 * The bounds are those of the table and of Twitch's rewards.
 */
export const EVENT_FIELDS = {
  name: vine.string().trim().minLength(1).maxLength(80),
  description: vine.string().trim().maxLength(500).nullable().optional(),
  kind: vine.enum(['individual', 'group'] as const),
  mode: vine.enum(['consume', 'open', 'immediate'] as const),
  triggerId: vine.string().trim().maxLength(60),
  triggerSettings: settings(),
  actionId: vine.string().trim().maxLength(60),
  actionSettings: settings(),
  cost: vine.number().withoutDecimals().range([1, 1_000_000_000]),
  coefficient: vine.number().range([0, 10_000]),
  minimum: vine.number().withoutDecimals().range([1, 1_000_000]),
  durationSeconds: vine.number().withoutDecimals().range([10, DAY]),
  armedSeconds: optionalNumber(10, WEEK),
  cooldownSeconds: vine.number().withoutDecimals().range([0, WEEK]),
  viewerCap: optionalNumber(1, 1_000_000),
  viewerStreamCap: optionalNumber(1, 1_000_000),
  approvalRequired: vine.boolean(),
  overshoot: vine.enum(['refund', 'roll_over'] as const),
  rewardTitle: vine.string().trim().maxLength(45).nullable().optional(),
  rewardPrompt: vine.string().trim().maxLength(200).nullable().optional(),
  rewardColour: vine
    .string()
    .trim()
    .toUpperCase()
    .regex(/^#[0-9A-F]{6}$/)
    .nullable()
    .optional(),
}

export const eventValidator = vine.create(EVENT_FIELDS)

const COST = 'A reward costs at least 1 channel point, and at most a billion.'
export const CAP = 'At least once for each viewer; leave it out for no limit.'

/** By field and rule. */
export const EVENT_MESSAGES = {
  'name.required': 'Give it a name.',
  'name.minLength': 'Give it a name.',
  'cost.range': COST,
  'coefficient.range': 'No less than 0 for each viewer, and no more than 10,000.',
  'minimum.range': 'At least 1 redemption, and at most a million.',
  'durationSeconds.range': 'At least 10 seconds, and at most a day.',
  'armedSeconds.range': 'At least 10 seconds, and at most a week; leave it out for no limit.',
  'cooldownSeconds.range': 'At most a week.',
  'viewerCap.range': CAP,
  'viewerStreamCap.range': CAP,
  'rewardTitle.maxLength': 'Twitch allows a title 45 characters.',
  'rewardPrompt.maxLength': 'Twitch allows the text 200 characters.',
  'rewardColour.regex': 'A colour looks like #9147FF.',
}

eventValidator.messagesProvider = new SimpleMessagesProvider(EVENT_MESSAGES)

export type EventInput = Infer<typeof eventValidator>

/** The GM's switch. */
export const switchValidator = vine.create({ isEnabled: vine.boolean() })

/** The streamer's switch and price; a null price is the campaign's. */
export const offerValidator = vine.create({
  isEnabled: vine.boolean(),
  cost: optionalNumber(1, 1_000_000_000),
})

offerValidator.messagesProvider = new SimpleMessagesProvider({ 'cost.range': COST })

export type OfferInput = Infer<typeof offerValidator>
