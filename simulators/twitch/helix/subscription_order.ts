import type { Hub } from '../eventsub/hub.ts'
import type { World } from '../world/world.ts'
import type { Token } from '../world/tokens.ts'
import type { Fields } from '../../shared/fields.ts'
import type { Transport } from '../eventsub/model.ts'
import { badRequest, forbidden } from '../http/problem.ts'
import { SUBSCRIPTION_TYPES, type SubscriptionType } from '../eventsub/subscription_types.ts'

const PROPER = 'subscription missing proper authorization'

/** The type that is asked for, in its version. @throws Problem 400 */
export function readType(body: Fields): { type: string; spec: SubscriptionType } {
  const type = body.need('type')
  const version = body.need('version')
  const spec = SUBSCRIPTION_TYPES.get(type)
  if (spec?.version !== version) {
    throw badRequest(`invalid subscription type and version: ${type} ${version}`)
  }
  return { type, spec }
}

/** @throws Problem 400 for a missing field, an unknown one or a value that is no string */
export function readCondition(body: Fields, spec: SubscriptionType): Record<string, string> {
  const given = body.object('condition')
  if (!given) throw badRequest('Missing required parameter "condition"')
  const condition: Record<string, string> = {}
  for (const name of given.keys()) {
    if (!spec.required.includes(name) && !spec.optional.includes(name)) {
      throw badRequest(`invalid condition field "${name}"`)
    }
    const value = given.string(name)
    if (value) condition[name] = value
  }
  const missing = spec.required.find((name) => !condition[name])
  if (missing) throw badRequest(`missing condition field "${missing}"`)
  if (spec.required.length === 0 && Object.keys(condition).length !== 1) {
    throw badRequest(`exactly one of ${spec.optional.join(', ')} must be given`)
  }
  return condition
}

/** @throws Problem 400 for an unknown session or conduit, a bad callback or the wrong kind of token */
export function readTransport(body: Fields, token: Token, hub: Hub): Transport {
  const given = body.object('transport')
  if (!given) throw badRequest('Missing required parameter "transport"')
  const method = given.choice('method', ['websocket', 'webhook', 'conduit'] as const)
  if ((method === 'websocket') !== (token.userId !== null)) {
    throw badRequest('invalid transport and auth combination')
  }
  if (method === 'websocket') return readSocket(given, token, hub)
  if (method === 'webhook') return { method, ...readCallback(given) }
  const conduit = hub.conduits.get(given.need('conduit_id'))
  if (conduit?.clientId !== token.clientId) throw badRequest('conduit does not exist')
  return { method: 'conduit', conduitId: conduit.id }
}

function readSocket(given: Fields, token: Token, hub: Hub): Transport {
  const session = hub.sockets.get(given.need('session_id'))
  if (!session) {
    throw badRequest('websocket transport session does not exist or has already disconnected')
  }
  const { owner } = session
  if (owner && (owner.clientId !== token.clientId || owner.userId !== token.userId)) {
    throw badRequest('websocket transport cannot have subscriptions created by different users')
  }
  return { method: 'websocket', sessionId: session.id, connectedAt: session.connectedAt }
}

/** Unlike Twitch plain http is allowed, for receivers on this machine. */
export function readCallback(given: Fields): { callback: string; secret: string } {
  const callback = given.need('callback')
  const secret = given.need('secret')
  if (!URL.canParse(callback) || !/^https?:$/.test(new URL(callback).protocol)) {
    throw badRequest('the transport callback is not a URL')
  }
  if (!/^[\x20-\x7e]{10,100}$/.test(secret)) {
    throw badRequest('the transport secret must have 10 to 100 ASCII characters')
  }
  return { callback, secret }
}

/** @throws Problem 403 unless the user the events are about has allowed it */
export function assertAllowed(
  world: World,
  hub: Hub,
  token: Token,
  spec: SubscriptionType,
  condition: Record<string, string>
): void {
  if (condition['client_id'] && condition['client_id'] !== token.clientId) throw forbidden(PROPER)
  const conduitId = condition['conduit_id']
  if (conduitId && hub.conduits.get(conduitId)?.clientId !== token.clientId) throw forbidden(PROPER)
  for (const [name, id] of Object.entries(condition)) {
    if (name.endsWith('user_id') && !world.users.byId(id)) {
      throw badRequest(`the user in ${name} does not exist`)
    }
  }
  const authority = condition[spec.authority]
  if (spec.scopes.length === 0 || authority === undefined) return
  if (token.userId !== null && token.userId !== authority) throw forbidden(PROPER)
  const granted =
    token.userId === null ? world.tokens.granted(token.clientId, authority) : new Set(token.scopes)
  if (!spec.scopes.some((scope) => granted?.has(scope))) throw forbidden(PROPER)
  const broadcaster = condition['broadcaster_user_id'] ?? ''
  const moderates = world.community.mayModerate(broadcaster, authority)
  if (spec.authority === 'moderator_user_id' && !moderates) throw forbidden(PROPER)
  if (spec.asBot && token.userId === null) {
    assertBotAllowed(world, token.clientId, { chatter: authority, broadcaster })
  }
}

/**
 * In chat an app acts as a bot: the chatting user allows it with `user:bot`, the broadcaster by making
 * that user a moderator or with `channel:bot`.
 *
 * @throws Problem 403
 */
export function assertBotAllowed(
  { tokens, community }: World,
  clientId: string,
  { chatter, broadcaster }: { chatter: string; broadcaster: string }
): void {
  const isBot = tokens.granted(clientId, chatter)?.has('user:bot')
  const isLetIn =
    community.mayModerate(broadcaster, chatter) ||
    tokens.granted(clientId, broadcaster)?.has('channel:bot')
  if (!isBot || !isLetIn) throw forbidden(PROPER)
}
