import { json } from '../http/reply.ts'
import type { Stage } from '../acts/stage.ts'
import type { World } from '../world/world.ts'
import type { Router } from '../http/router.ts'
import type { Request } from '../http/request.ts'
import type { Faults } from '../faults/faults.ts'
import { broadcasterId, type Guard } from './guard.ts'
import { assertBotAllowed } from './subscription_order.ts'
import { badRequest, unauthorized } from '../http/problem.ts'

const MAX_LENGTH = 500

/** @see https://dev.twitch.tv/docs/api/reference/#send-chat-message */
export function chatRoutes(
  router: Router,
  world: World,
  guard: Guard,
  stage: Stage,
  faults: Faults
): void {
  const parameter = (request: Request, name: string) =>
    request.query.get(name) ?? request.body.need(name)

  router.on('POST', '/mock/chat/messages', (request) => {
    const token = guard.any(request)
    const broadcaster = guard.named(broadcasterId(request))
    const sender = guard.named(parameter(request, 'sender_id'))
    if (token.userId === null) {
      const allowed = world.tokens.granted(token.clientId, sender.id)
      if (!allowed?.has('user:write:chat')) throw unauthorized('Missing scope: user:write:chat')
      assertBotAllowed(world, token.clientId, { chatter: sender.id, broadcaster: broadcaster.id })
    } else {
      guard.user(request, 'user:write:chat')
      if (token.userId !== sender.id) {
        throw unauthorized('The sender_id must match the user ID in the access token')
      }
    }
    const text = parameter(request, 'message')
    if ([...text].length > MAX_LENGTH) {
      throw badRequest(`The message is longer than ${MAX_LENGTH} characters`)
    }
    const reason = faults.chat.strike()
    if (reason !== null) {
      return json({ data: [{ message_id: '', is_sent: false, drop_reason: reason }] })
    }
    const messageId = stage.chat(broadcaster, sender, text)
    return json({ data: [{ message_id: messageId, is_sent: true, drop_reason: null }] })
  })
}
