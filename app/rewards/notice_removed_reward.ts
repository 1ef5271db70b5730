import { transact } from '#core/transact'
import { notify } from '#core/jobs/notifications'
import type { Envelope } from '#twitch/events/channel_event'
import { listSoon } from '#rewards/list_slots'

/**
 * A reward was deleted on Twitch: by us, or by somebody who may not know what that
 * does. Twitch is asked at once whether it was one of ours, so that what was open of
 * it is not tried in vain and the streamer is told.
 */
export async function noticeRemovedReward({
  channelId,
  payload,
}: Envelope<'reward_removed'>): Promise<void> {
  await transact(async (sql) => {
    const [channel] = await sql.run<{ streamer_id: string; is_ours: boolean }>(
      `SELECT a.user_id AS streamer_id, EXISTS (
         SELECT FROM rewards r WHERE r.twitch_reward_id = $2 AND r.broadcaster_id = $1
           AND r.state IN ('present', 'orphaned')) AS is_ours
       FROM twitch_accounts a WHERE a.twitch_id = $1`,
      [channelId, payload.twitchRewardId]
    )
    if (!channel) {
      return
    }
    await listSoon(sql, channel.streamer_id)
    if (channel.is_ours) {
      await notify(sql, 'reconciliations', channel.streamer_id)
    }
  })
}
