/**
 * Every channel's name is made here. Slashes, because Transmit reads a colon as
 * a parameter. `access` of each is declared on the route that opens its stream.
 */
export const campaignChannel = (campaignId: string) => `campaigns/${campaignId}`
export const streamerChannel = (streamerId: string) => `streamers/${streamerId}`
/** Of the streamer's events and audience: for the streamer alone. */
export const channelFeed = (streamerId: string) => `streamers/${streamerId}/events`
/** Of the polls on the streamer's channel. */
export const streamerPolls = (streamerId: string) => `streamers/${streamerId}/polls`
/** Of the packs that are opened on the streamer's channel. */
export const streamerPacks = (streamerId: string) => `streamers/${streamerId}/packs`
export const overlayChannel = (overlayId: string) => `overlays/${overlayId}`
export const foundryChannel = (connectionId: string) => `foundry/${connectionId}`
/** Nothing is sent on it: all streams of a person are on it, to be ended together. */
export const userChannel = (userId: string) => `users/${userId}`
export const publicCampaignChannel = (campaignId: string) => `public/campaigns/${campaignId}`
