import { randomUUID } from 'node:crypto'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import app from '@adonisjs/core/services/app'
import transmit from '@adonisjs/transmit/services/main'
import { notify } from '#core/jobs/notifications'
import { userChannel } from '#core/realtime/channels'
import { type Frame, toBroadcastable } from '#core/realtime/frame'
import type { Sql } from '#core/sql'

/** A reader that far behind gets its state afresh after reconnecting. */
const MAX_QUEUED_FRAMES = 1_000

const TRY_AGAIN_SECONDS = 1

interface StreamOptions {
  /** Runs once when the reader is gone. */
  onClose?: () => void
  /** Sent to this reader alone, before anything else. */
  first?: Frame
}

/**
 * Opens a server-sent event stream of one channel for the asking browser. The
 * route has authorised it already: Transmit's own routes are not registered, so
 * this is the only way in. The uid is fresh for every connection, since a late
 * close of an older socket would leave a reused one deaf. Whoever is signed in
 * keeps it for as long as that.
 *
 * @throws 503 when the process is about to end: the streams it has are ended once, and one that came after
 *   that would hold it up for ever
 */
export async function openStream(ctx: HttpContext, channel: string, options: StreamOptions = {}) {
  if (app.isTerminating) {
    ctx.response.header('Retry-After', TRY_AGAIN_SECONDS)
    throw new Exception('The server restarts. Try again in a moment.', {
      status: 503,
      code: 'E_RESTARTS',
    })
  }
  const uid = randomUUID()
  // Routes with a secret of their own have no session.
  const userId = 'auth' in ctx ? ctx.auth.user?.id : undefined
  const stream = transmit.createStream({
    uid,
    context: ctx,
    request: ctx.request.request,
    response: ctx.response.response,
    injectResponseHeaders: {
      ...ctx.response.getHeaders(),
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    },
  })

  ctx.response.response.once('close', () => options.onClose?.())
  // A kept-alive socket would outlive its stream, and hold up the end of the process.
  const { socket } = ctx.request.request
  ctx.response.response.once('finish', () => socket.destroySoon())
  const join = (name: string) =>
    transmit.getManager().subscribe({ uid, channel: name, context: ctx, skipAuthorization: true })
  await join(channel)
  if (userId) {
    await join(userChannel(userId))
  }

  if (options.first) {
    stream.writeMessage({ data: { channel, payload: toBroadcastable(options.first) } })
  }

  return stream
}

/** Ends every stream of a channel: access was taken away, or moved. */
export function endStreams(channel: string): void {
  for (const stream of transmit.getManager().findByChannel(channel)) {
    stream.end()
  }
}

/**
 * The same in every process, once the transaction that takes access away has
 * committed. Whoever still has it is back at once, authorised anew.
 */
export async function endStreamsEverywhere(sql: Sql, channel: string): Promise<void> {
  await notify(sql, 'streams', channel)
}

/** Ends streams whose reader does not keep up, so that memory stays bounded. */
export function endSlowStreams(): void {
  for (const [stream] of transmit.getManager().getAllSubscribers()) {
    if (stream.readableLength + stream.writableLength > MAX_QUEUED_FRAMES) {
      stream.end()
    }
  }
}
