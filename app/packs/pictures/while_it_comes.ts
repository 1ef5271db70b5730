import type { IncomingMessage } from 'node:http'
import { PictureRefused } from '#packs/pictures/picture_refused'

/** Of a body of which nothing more comes. */
const PATIENCE_MS = 30_000

/**
 * Reads the body of a request, and waits no longer than it comes: not for a client that has gone or
 * says nothing more, nor for a body that somebody has read already.
 *
 * @throws PictureRefused
 */
export async function whileItComes<Result>(
  body: IncomingMessage,
  read: () => Promise<Result>,
  patienceMs = PATIENCE_MS
): Promise<Result> {
  if (body.readableEnded || body.destroyed) {
    throw new PictureRefused('interrupted')
  }
  const lost = Promise.withResolvers<never>()
  const lose = () => lost.reject(new PictureRefused('interrupted'))
  const closed = () => {
    if (!body.readableEnded) lose()
  }
  body.once('close', closed).once('error', lose).setTimeout(patienceMs, lose)
  try {
    return await Promise.race([read(), lost.promise])
  } finally {
    body.off('close', closed).off('error', lose).off('timeout', lose).setTimeout(0)
  }
}
