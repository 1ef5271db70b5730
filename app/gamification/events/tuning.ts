import vine, { SimpleMessagesProvider } from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { CAP, DAY, optionalNumber, WEEK } from '#gamification/events/event_validator'

/** What a campaign, and within it a streamer, may set apart from the event; null inherits. */
export type Tuning = {
  /** Channel points. */
  cost: number | null
  coefficient: number | null
  minimum: number | null
  durationSeconds: number | null
  cooldownSeconds: number | null
  viewerCap: number | null
  viewerStreamCap: number | null
}

/** A streamer's own price goes with the switch, see `offerValidator`. */
const OF_STREAMER = {
  coefficient: vine.number().range([0, 10_000]).nullable().optional(),
  minimum: optionalNumber(1, 1_000_000),
  durationSeconds: optionalNumber(10, DAY),
  cooldownSeconds: optionalNumber(0, WEEK),
  viewerCap: optionalNumber(1, 1_000_000),
  viewerStreamCap: optionalNumber(1, 1_000_000),
}

export const TUNING_MESSAGES = {
  'cost.range': 'From 1 to 1,000,000,000 channel points.',
  'coefficient.range': 'Not below 0 %, and not above 1,000,000 %.',
  'minimum.range': 'From 1 to 1,000,000.',
  'durationSeconds.range': 'From 10 seconds to 1 day.',
  'cooldownSeconds.range': 'From no pause to 7 days.',
  'viewerCap.range': CAP,
  'viewerStreamCap.range': CAP,
  'withoutDecimals': 'A whole number.',
  'number': 'A number.',
}

export const streamerTuningValidator = vine.create(OF_STREAMER)
export const CAMPAIGN_TUNING_FIELDS = { ...OF_STREAMER, cost: optionalNumber(1, 1_000_000_000) }
export const campaignTuningValidator = vine.create(CAMPAIGN_TUNING_FIELDS)
streamerTuningValidator.messagesProvider = new SimpleMessagesProvider(TUNING_MESSAGES)
campaignTuningValidator.messagesProvider = new SimpleMessagesProvider(TUNING_MESSAGES)

export type StreamerTuningInput = Infer<typeof streamerTuningValidator>
export type CampaignTuningInput = Infer<typeof campaignTuningValidator>
