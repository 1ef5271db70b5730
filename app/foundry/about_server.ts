import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { type AboutResponse, OLDEST_SUPPORTED_PROTOCOL, PROTOCOL_VERSION } from '#foundry/protocol'
import { serverVersion } from '#foundry/server_version'

/** What anybody may know of this server: that it is one, and whom it understands. */
@inject()
export class AboutServer {
  constructor(private clock: Clock) {}

  execute(): AboutResponse {
    return {
      app: 'crowdcrit',
      serverVersion: serverVersion(),
      serverTime: this.clock.now().toJSDate().toISOString(),
      protocol: PROTOCOL_VERSION,
      oldestProtocol: OLDEST_SUPPORTED_PROTOCOL,
    }
  }
}
