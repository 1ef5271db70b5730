import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { Beat } from '#foundry/session/beat'
import { Greet } from '#foundry/session/greet'
import { OpenBridgeStream } from '#foundry/stream/open_bridge_stream'
import {
  heartbeatValidator,
  helloValidator,
  streamValidator,
} from '#foundry/validators/session_validators'

/** One tab's life with the server. */
@inject()
export default class BridgeSessionController {
  constructor(
    private greet: Greet,
    private beat: Beat,
    private openBridgeStream: OpenBridgeStream
  ) {}

  async hello({ bridge, request }: HttpContext) {
    return this.greet.execute(bridge, await helloValidator.validate(request.body()))
  }

  async heartbeat({ bridge, request }: HttpContext) {
    return this.beat.execute(bridge, await heartbeatValidator.validate(request.body()))
  }

  async stream(ctx: HttpContext) {
    const { clientId } = await streamValidator.validate(ctx.request.qs())
    await this.openBridgeStream.execute(ctx, clientId)
  }
}
