import { TwitchError } from '#twitch/twitch_error'
import type { TwitchTokens } from '#twitch/tokens/twitch_tokens'
import type { ChannelEventHandler } from '#channels/channel_event_handlers'

/**
 * Somebody took the permission back, on Twitch or by a new password. The message may be late and the
 * permission given anew, so Twitch is asked; if it agrees, the token store ends the connection.
 */
export function endRevokedAccess(
  tokens: () => Promise<TwitchTokens>
): ChannelEventHandler<'authorization_revoked'> {
  return async ({ payload }) => {
    try {
      const store = await tokens()
      await store.check({ twitchId: payload.userId })
    } catch (error) {
      if (!(error instanceof TwitchError) || error.isRetryable) {
        throw error
      }
    }
  }
}
