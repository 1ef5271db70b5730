import vine, { SimpleMessagesProvider } from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { CAMPAIGN_FIELDS } from '#campaigns/campaign_validator'
import { rollRules } from '#foundry/validators/page_validators'
import { EVENT_FIELDS, EVENT_MESSAGES } from '#gamification/events/event_validator'
import { CAMPAIGN_TUNING_FIELDS, TUNING_MESSAGES } from '#gamification/events/tuning'

export const FILE_FORMAT = 'crowdcrit.campaign'
/** Raised when a reader of the last version would misunderstand a file. */
export const FILE_VERSION = 1
/** Characters. */
export const MAX_FILE = 900_000
const MAX_EVENTS = 100

/**
 * A campaign as a file: what its GMs have laid down, and nothing of people, channels,
 * points or ids. Whoever imports it makes a campaign of their own.
 */
export const campaignFileValidator = vine.create({
  format: vine.literal(FILE_FORMAT),
  version: vine.literal(FILE_VERSION),
  campaign: vine.object(CAMPAIGN_FIELDS),
  rollRules: rollRules(),
  events: vine
    .array(
      vine.object({
        ...EVENT_FIELDS,
        isEnabled: vine.boolean({ strict: true }),
        isArchived: vine.boolean({ strict: true }),
        tuning: vine.object(CAMPAIGN_TUNING_FIELDS).nullable(),
      })
    )
    .maxLength(MAX_EVENTS),
})

const inEvents = (path: string, messages: Record<string, string>) =>
  Object.fromEntries(Object.entries(messages).map(([name, text]) => [`${path}.${name}`, text]))

campaignFileValidator.messagesProvider = new SimpleMessagesProvider({
  ...inEvents('events.*', EVENT_MESSAGES),
  ...inEvents('events.*.tuning', TUNING_MESSAGES),
  'format.literal': 'This is no campaign of Crowdcrit’s.',
  'format.required': 'This is no campaign of Crowdcrit’s.',
  'version.literal': 'It was written by another version of Crowdcrit. Update this one.',
  'events.maxLength': `A file may have ${MAX_EVENTS} events.`,
})

export type CampaignFile = Infer<typeof campaignFileValidator>
export type EventInFile = CampaignFile['events'][number]

/** The file is sent as its text, so that all of it is judged here. */
export const importValidator = vine.create({ file: vine.string().maxLength(MAX_FILE) })

importValidator.messagesProvider = new SimpleMessagesProvider({
  'file.required': 'Choose a file.',
  'file.maxLength': 'The file is too large to be a campaign.',
})
