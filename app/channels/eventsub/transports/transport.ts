/** The ways in which Twitch's events can come. */
export const TRANSPORTS = ['websocket', 'webhook', 'conduit-websocket', 'conduit-webhook'] as const

export type Transport = (typeof TRANSPORTS)[number]

/** What Twitch calls the method of a subscription; a conduit has its receivers apart from it. */
export type Method = 'websocket' | 'webhook' | 'conduit'

/** What a person is told of each. */
export const TRANSPORT_WORDS: Record<Transport, { label: string; description: string }> = {
  'websocket': {
    label: 'WebSocket',
    description:
      'One connection for each streamer. Works everywhere, also without a public address.',
  },
  'webhook': {
    label: 'Webhook',
    description: 'Twitch calls this server. Nothing is missed while a connection is away.',
  },
  'conduit-websocket': {
    label: 'Conduit with WebSockets',
    description: 'Few connections for many streamers. Works without a public address.',
  },
  'conduit-webhook': {
    label: 'Conduit with a webhook',
    description: 'Twitch calls this server, and moving to another way takes one call.',
  },
}

export function methodOf(transport: Transport): Method {
  return transport === 'websocket' || transport === 'webhook' ? transport : 'conduit'
}

/** Whether Twitch has to reach us. */
export function needsAddress(transport: Transport): boolean {
  return transport.endsWith('webhook')
}
