import type transmit from '@adonisjs/transmit/services/main'

type Broadcastable = NonNullable<Parameters<typeof transmit.broadcast>[1]>

/** A message on a channel: `{event, data, ...}` with the names of the product's broadcasts. */
export interface Frame {
  event: string
  data: unknown
  [extra: string]: unknown
}

/** Transmit takes plain data only; through JSON, dates become text and undefined goes. */
export function toBroadcastable(frame: Frame): Broadcastable {
  return JSON.parse(JSON.stringify(frame))
}
