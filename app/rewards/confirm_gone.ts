import type { ChannelPointsApi } from '#twitch/api/channel_points_api'
import { TwitchError } from '#twitch/twitch_error'

/**
 * That a reward is gone ends what is open of it, so it is not believed on one
 * answer: the channel's own list has to lack it, too.
 *
 * @param error any refusal about that reward
 * @returns the refusal to go by
 */
export async function confirmGone(
  api: ChannelPointsApi,
  { broadcasterId, twitchRewardId }: { broadcasterId: string; twitchRewardId: string },
  error: TwitchError
): Promise<TwitchError> {
  if (error.kind !== 'reward_gone') {
    return error
  }
  try {
    const isThere = await api.exists(broadcasterId, twitchRewardId)
    return isThere ? new TwitchError('unexpected', { detail: error.detail }) : error
  } catch (other) {
    if (other instanceof TwitchError) {
      return other
    }
    throw other
  }
}
