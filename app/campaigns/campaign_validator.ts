import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { VISIBILITIES } from '#campaigns/campaign_role'

export const CAMPAIGN_FIELDS = {
  name: vine.string().trim().minLength(2).maxLength(80),
  description: vine
    .string()
    .trim()
    .maxLength(2000)
    .nullable()
    .optional()
    .transform((text) => text ?? ''),
  visibility: vine.enum(VISIBILITIES),
  /** Whether anybody may look a viewer up by login. */
  viewersSearchable: vine.boolean().optional(),
  fallbackViewers: vine.number().withoutDecimals().range([0, 1_000_000]),
}

export const campaignValidator = vine.create(CAMPAIGN_FIELDS)

export type CampaignInput = Infer<typeof campaignValidator>

export const invitationValidator = vine.create({
  role: vine.enum(['streamer', 'co_gm'] as const),
  /** Without one, whoever holds the link may accept. */
  twitchLogin: vine
    .string()
    .trim()
    .toLowerCase()
    .regex(/^@?[a-z0-9_]{3,25}$/)
    .nullable()
    .transform((login) => login?.replace(/^@/, '') ?? null)
    .optional(),
})

export type InvitationInput = Infer<typeof invitationValidator>
