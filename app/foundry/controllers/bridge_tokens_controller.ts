import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import type { TokenRotateResponse } from '#foundry/protocol'
import { RotateToken } from '#foundry/tokens/rotate_token'
import { UnpairBrowser } from '#foundry/tokens/unpair_browser'

@inject()
export default class BridgeTokensController {
  constructor(
    private rotateToken: RotateToken,
    private unpairBrowser: UnpairBrowser
  ) {}

  async rotate({ bridge }: HttpContext): Promise<TokenRotateResponse> {
    return { access_token: await this.rotateToken.execute(bridge), token_type: 'Bearer' }
  }

  async unpair({ bridge }: HttpContext) {
    await this.unpairBrowser.execute(bridge)
    return { unpaired: true }
  }
}
