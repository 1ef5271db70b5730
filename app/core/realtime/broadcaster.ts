import transmit from '@adonisjs/transmit/services/main'
import { type Frame, toBroadcastable } from '#core/realtime/frame'

/**
 * The one place that hands messages to Transmit. It promises nothing about
 * delivery: whoever must not miss something reads it from a durable row.
 */
export class Broadcaster {
  send(channels: string | string[], frame: Frame): void {
    const message = toBroadcastable(frame)
    for (const channel of [channels].flat()) {
      transmit.broadcast(channel, message)
    }
  }
}
