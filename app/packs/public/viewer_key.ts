import { createHmac } from 'node:crypto'
import env from '#start/env'

const LENGTH = 16

/**
 * Tells one viewer's packs on a channel from another's, for whoever checks pity counts: the
 * same on each page of the channel, different on any other, and leading nowhere.
 */
export function viewerKey(streamerId: string, viewerId: string): string {
  return createHmac('sha256', env.get('APP_KEY').release())
    .update(`pack viewer:${streamerId}:${viewerId}`)
    .digest('hex')
    .slice(0, LENGTH)
}
