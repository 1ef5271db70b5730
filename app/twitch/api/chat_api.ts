import { inject } from '@adonisjs/core'
import { Fields } from '#twitch/fields'
import { TwitchClient } from '#twitch/api/twitch_client'

/** Chat, with the broadcaster's own token. Each call is one attempt and throws TwitchError. */
@inject()
export class ChatApi {
  constructor(private client: TwitchClient) {}

  /**
   * Says something in a channel's chat as its broadcaster, at most 500 characters.
   *
   * @returns why Twitch has withheld it, in its own words; null when it is there to read
   * @see https://dev.twitch.tv/docs/api/reference/#send-chat-message
   */
  async say(broadcasterId: string, text: string): Promise<string | null> {
    const answer = await this.client.callApi({
      type: 'helix',
      url: 'chat/messages',
      method: 'POST',
      userId: broadcasterId,
      scopes: ['user:write:chat'],
      jsonBody: { broadcaster_id: broadcasterId, sender_id: broadcasterId, message: text },
    })
    const [message] = new Fields(answer).list('data')
    if (message.boolean('is_sent')) {
      return null
    }
    const reason = message.has('drop_reason') ? message.object('drop_reason') : null
    return reason?.optionalString('message') || 'it gave no reason.'
  }
}
