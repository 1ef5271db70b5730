import { Fields, MalformedData } from '#twitch/fields'

/** A notification as it came, checked only as far as every kind has it. */
export interface RawMessage {
  messageId: string
  sentAt: Date
  subscriptionId: string
  type: string
  version: string
  event: Fields
}

export interface Revocation {
  subscriptionId: string
  type: string
  /** Twitch's word for why, for example `authorization_revoked`. */
  status: string
}

export type Frame =
  | { type: 'welcome'; sessionId: string; keepaliveSeconds: number | null }
  | { type: 'keepalive' }
  | { type: 'reconnect'; url: string }
  | { type: 'notification'; message: RawMessage }
  | { type: 'revocation'; revocation: Revocation }
  | { type: 'unknown'; kind: string }

/**
 * Reads one WebSocket message.
 *
 * @throws MalformedData when it is not what its type says
 * @see https://dev.twitch.tv/docs/eventsub/websocket-reference/
 */
export function readFrame(text: string): Frame {
  const frame = Fields.parse(text)
  const metadata = frame.object('metadata')
  const kind = metadata.id('message_type')

  switch (kind) {
    case 'session_keepalive':
      return { type: 'keepalive' }
    case 'session_welcome':
      return readWelcome(frame.object('payload').object('session'))
    case 'session_reconnect':
      return { type: 'reconnect', url: readUrl(frame.object('payload').object('session')) }
    case 'notification':
      return {
        type: 'notification',
        message: readNotification(
          { messageId: metadata.id('message_id'), sentAt: metadata.date('message_timestamp') },
          frame.object('payload')
        ),
      }
    case 'revocation':
      return { type: 'revocation', revocation: readRevocation(frame.object('payload')) }
    default:
      return { type: 'unknown', kind }
  }
}

/** What a frame calls itself, for the log, however broken the rest is. */
export function kindOf(text: string): string {
  try {
    const metadata = Fields.parse(text).object('metadata')
    return metadata.optionalString('subscription_type') ?? metadata.string('message_type')
  } catch {
    return 'unreadable'
  }
}

function readWelcome(session: Fields): Frame {
  const keepalive = 'keepalive_timeout_seconds'
  return {
    type: 'welcome',
    sessionId: session.id('id'),
    keepaliveSeconds: session.has(keepalive) ? session.integer(keepalive) : null,
  }
}

function readUrl(session: Fields): string {
  const url = session.string('reconnect_url')
  if (!URL.canParse(url) || !/^wss?:$/.test(new URL(url).protocol)) {
    throw new MalformedData('payload.session.reconnect_url', 'a WebSocket address')
  }
  return url
}

/** The same in a frame's payload and in a webhook's body. */
export function readNotification(
  about: Pick<RawMessage, 'messageId' | 'sentAt'>,
  payload: Fields
): RawMessage {
  const subscription = payload.object('subscription')
  return {
    ...about,
    subscriptionId: subscription.id('id'),
    type: subscription.id('type'),
    version: subscription.id('version'),
    event: payload.object('event'),
  }
}

export function readRevocation(payload: Fields): Revocation {
  const subscription = payload.object('subscription')
  return {
    subscriptionId: subscription.id('id'),
    type: subscription.id('type'),
    status: subscription.id('status'),
  }
}
