import transmit from '@adonisjs/transmit/services/main'
import { type Frame, toBroadcastable } from '#core/realtime/frame'

/**
 * The one place that hands messages to Transmit. It promises nothing about
 * delivery: whoever must not miss something reads it from a durable row.
 */
export class Broadcaster {
  send(channel: string, frame: Frame): void {
    transmit.broadcast(channel, toBroadcastable(frame))
  }
}
