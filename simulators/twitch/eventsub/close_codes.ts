interface Close {
  reason: string
  /** What the subscriptions and shards of the session are called afterwards. */
  status: string
}

/** How Twitch closes a socket. @see https://dev.twitch.tv/docs/eventsub/handling-websocket-events/#close-message */
const CLOSES = new Map<number, Close>([
  [4000, { reason: 'internal server error', status: 'websocket_internal_error' }],
  [4001, { reason: 'client sent inbound traffic', status: 'websocket_received_inbound_traffic' }],
  [4002, { reason: 'client failed ping-pong', status: 'websocket_failed_ping_pong' }],
  [4003, { reason: 'connection unused', status: 'websocket_connection_unused' }],
  [4004, { reason: 'reconnect grace time expired', status: 'websocket_failed_to_reconnect' }],
  [4005, { reason: 'network timeout', status: 'websocket_network_timeout' }],
  [4006, { reason: 'network error', status: 'websocket_network_error' }],
  [4007, { reason: 'invalid reconnect', status: 'websocket_disconnected' }],
])

export const CLOSE_CODES = [...CLOSES.keys()]

export function reasonOf(code: number): string {
  return CLOSES.get(code)?.reason ?? ''
}

/** The client's own going, and any other code, is a plain disconnection. */
export function statusAfter(code: number): string {
  return CLOSES.get(code)?.status ?? 'websocket_disconnected'
}
