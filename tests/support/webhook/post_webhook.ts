import { createHmac, randomUUID } from 'node:crypto'
import env from '#start/env'
import { CALLBACK_PATH, eventsubSecret } from '#twitch/eventsub/eventsub_settings'

export interface WebhookPost {
  type?: 'notification' | 'webhook_callback_verification' | 'revocation'
  id?: string
  sentAt?: Date
  /** Text as it is; anything else as JSON. */
  body: unknown
  secret?: string
  /** Over or instead of those that Twitch sends. */
  headers?: Record<string, string>
}

/** Posts to the app's webhook as Twitch does, signed with its secret unless another is given. */
export async function postWebhook(post: WebhookPost): Promise<Response> {
  const { type = 'notification', id = randomUUID(), sentAt = new Date(), headers } = post
  const body = typeof post.body === 'string' ? post.body : JSON.stringify(post.body)
  const timestamp = sentAt.toISOString()
  const signature = createHmac('sha256', post.secret ?? eventsubSecret())
    .update(id + timestamp + body)
    .digest('hex')

  return fetch(`http://${env.get('HOST')}:${env.get('PORT')}${CALLBACK_PATH}`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'twitch-eventsub-message-id': id,
      'twitch-eventsub-message-type': type,
      'twitch-eventsub-message-timestamp': timestamp,
      'twitch-eventsub-message-signature': `sha256=${signature}`,
      ...headers,
    },
  })
}
