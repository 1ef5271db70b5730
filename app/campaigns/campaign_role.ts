export const CAMPAIGN_ROLES = ['owner', 'co_gm', 'streamer'] as const
export type CampaignRole = (typeof CAMPAIGN_ROLES)[number]

/** Roles that may run the game. */
export const GM_ROLES: readonly CampaignRole[] = ['owner', 'co_gm']

export const VISIBILITIES = ['public', 'unlisted', 'members'] as const
/** Who may see a campaign's public page: anybody, whoever has its address, members only. */
export type Visibility = (typeof VISIBILITIES)[number]
