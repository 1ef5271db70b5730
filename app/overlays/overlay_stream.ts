import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { overlayChannel } from '#core/realtime/channels'
import { toBroadcastable } from '#core/realtime/frame'
import { openStream } from '#core/realtime/streams'
import { AuthenticateKey } from '#overlays/authenticate_key'
import { overlayBuild } from '#overlays/overlay_build'
import type { OverlayFrame } from '../../overlay/contract.js'

const PING_MS = 20_000

/**
 * Opens a page's stream and keeps it company: a ping every 20 s with the time
 * and the build, which also looks whether the key is still good.
 */
@inject()
export class OverlayStream {
  constructor(private keys: AuthenticateKey) {}

  async open(ctx: HttpContext): Promise<void> {
    const { overlay } = ctx
    const channel = overlayChannel(overlay.overlayId)
    const timers: NodeJS.Timeout[] = []
    const stream = await openStream(ctx, channel, {
      first: await ping(),
      onClose: () => timers.forEach((timer) => clearInterval(timer)),
    })

    const keepCompany = async () => {
      if (await this.keys.isAlive(overlay)) {
        stream.writeMessage({ data: { channel, payload: toBroadcastable(await ping()) } })
      } else {
        stream.end()
      }
    }

    timers.push(
      setInterval(() => {
        // The database being away is no reason to end the stream: it comes back.
        keepCompany().catch((error: unknown) =>
          ctx.logger.warn({ event: 'overlay.ping_failed', err: error }, 'No ping to an overlay')
        )
      }, PING_MS).unref()
    )
    await this.keys.isAlive(overlay)
  }
}

async function ping(): Promise<Extract<OverlayFrame, { event: 'ping' }>> {
  return {
    event: 'ping',
    data: { serverTime: new Date().toISOString(), build: await overlayBuild() },
  }
}
