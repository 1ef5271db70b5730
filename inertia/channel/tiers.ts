/** Twitch's numbers for what a subscription costs, in words. */
export const TIERS = { '1000': 'Tier 1', '2000': 'Tier 2', '3000': 'Tier 3' }
