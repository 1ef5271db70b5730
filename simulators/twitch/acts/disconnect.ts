import type { Hub } from '../eventsub/hub.ts'
import type { World } from '../world/world.ts'
import type { User } from '../world/model.ts'
import { repriceAbout } from '../eventsub/cost.ts'
import type { Subscription } from '../eventsub/model.ts'
import { SUBSCRIPTION_TYPES, type SubscriptionType } from '../eventsub/subscription_types.ts'

/** In chat, a bot that is no moderator needs the broadcaster's permission too. */
function needsGrantOf(
  { condition, userId }: Subscription,
  spec: SubscriptionType,
  user: string
): boolean {
  return (
    condition[spec.authority] === user ||
    (spec.asBot && userId === null && condition['broadcaster_user_id'] === user)
  )
}

/**
 * The user takes the client's permission away, or changes the password: tokens die, and the
 * subscriptions that needed the permission are revoked.
 */
export function disconnect(world: World, hub: Hub, user: User, clientId: string): boolean {
  const wasConnected = world.tokens.disconnect(user.id, clientId)
  for (const subscription of hub.subscriptions.all()) {
    if (subscription.clientId !== clientId) continue
    const spec = SUBSCRIPTION_TYPES.get(subscription.type)
    const needsThem = spec?.scopes.length && needsGrantOf(subscription, spec, user.id)
    if (subscription.userId === user.id || needsThem)
      hub.revoke(subscription, 'authorization_revoked')
  }
  repriceAbout(hub, world.tokens, clientId, user.id)
  hub.publish({
    type: 'user.authorization.revoke',
    facts: { client_id: clientId },
    event: {
      client_id: clientId,
      user_id: user.id,
      user_login: user.login,
      user_name: user.displayName,
    },
  })
  world.changed()
  return wasConnected
}
