import { optionalFeature } from '#channels/features/channel_features'
import type { PreFlightContext, Problem } from '#gamification/handlers/problem'
import type { ChannelHappening } from '#gamification/handlers/signals'

/** What a streamer switches on so that it is heard; raids always are. */
const HEARD_BY: Partial<Record<ChannelHappening, string>> = {
  follow: 'followers',
  sub: 'subscribers',
  gift: 'subscribers',
  cheer: 'bits',
}

/** On which of the campaign's channels it cannot be heard when this happens. */
export async function whoDoesNotHear(
  { sql, campaignId }: PreFlightContext,
  what: ChannelHappening
): Promise<Problem[]> {
  const feature = optionalFeature(HEARD_BY[what])
  if (!feature) {
    return []
  }
  const streamers = await sql.run<{ name: string; hears: boolean }>(
    `SELECT u.display_name AS name, EXISTS (SELECT FROM channel_features f
       WHERE f.streamer_id = m.user_id AND f.feature = $2) AS hears
     FROM campaign_members m JOIN users u ON u.id = m.user_id
     WHERE m.campaign_id = $1 AND m.role = 'streamer' ORDER BY u.display_name, u.id`,
    [campaignId, feature.id]
  )
  const deaf = streamers.filter(({ hears }) => !hears).map(({ name }) => name)
  if (deaf.length === 0) {
    return []
  }
  const where = 'Streamers do that on the dashboard.'
  return deaf.length === streamers.length
    ? [
        {
          state: 'failed',
          sentence: `No streamer has switched on “${feature.label}”, so it is never heard. ${where}`,
        },
      ]
    : [
        {
          state: 'warning',
          sentence: `It is not heard on every channel: “${feature.label}” is off for ${deaf.join(', ')}. ${where}`,
        },
      ]
}
