import type { Hub } from './hub.ts'
import type { Tokens } from '../world/tokens.ts'

type Asked = { clientId: string; userId: string | null; condition: Record<string, string> }

/** 0 when one of the users it is about has connected the client, else 1. */
export function costOf(tokens: Tokens, { clientId, userId, condition }: Asked): number {
  const connected = Object.values(condition).some(
    (id) => userId === id || tokens.granted(clientId, id)
  )
  return connected || condition['client_id'] ? 0 : 1
}

/** Connecting makes the subscriptions about a user free, disconnecting makes them count. */
export function repriceAbout(hub: Hub, tokens: Tokens, clientId: string, userId: string): void {
  for (const subscription of hub.subscriptions.of(clientId, null)) {
    if (Object.values(subscription.condition).includes(userId)) {
      hub.subscriptions.reprice(subscription, costOf(tokens, subscription))
    }
  }
}
