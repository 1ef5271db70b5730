import type { openStream } from '#core/realtime/streams'
import { foundryChannel } from '#core/realtime/channels'
import { toBroadcastable } from '#core/realtime/frame'
import type { Tab } from '#foundry/lease/lease'
import type { StreamMessage } from '#foundry/protocol'

type Stream = Awaited<ReturnType<typeof openStream>>

/** A stream that a tab holds open in this process. */
export interface BridgeStream extends Tab {
  campaignId: string
  stream: Stream
}

/**
 * The streams of this process. Messages are written to each by itself, since a
 * lease looks different to every tab; other processes hear of news through the
 * database, not from here.
 */
export class BridgeStreams {
  #open = new Set<BridgeStream>()

  add(stream: BridgeStream): void {
    this.#open.add(stream)
  }

  remove(stream: BridgeStream): void {
    this.#open.delete(stream)
  }

  where(matches: (stream: BridgeStream) => boolean): BridgeStream[] {
    return [...this.#open].filter(matches)
  }

  /** The tab may have come back on a new stream before the old one's end was noticed. */
  hasOther(closed: BridgeStream): boolean {
    return (
      this.where(
        (open) =>
          open !== closed &&
          open.connectionId === closed.connectionId &&
          open.clientId === closed.clientId
      ).length > 0
    )
  }

  send({ stream, connectionId }: BridgeStream, message: StreamMessage): void {
    const channel = foundryChannel(connectionId)
    stream.writeMessage({ data: { channel, payload: toBroadcastable(message) } })
  }

  /** The browser's token was rotated: what it holds open goes on under the new one. */
  rename(from: string, to: string): void {
    for (const stream of this.where(({ tokenId }) => tokenId === from)) {
      stream.tokenId = to
    }
  }

  revoke(tokenId: string, reason: string): void {
    for (const open of this.where((stream) => stream.tokenId === tokenId)) {
      this.send(open, { event: 'revoked', data: { reason } })
      open.stream.end()
    }
  }
}
