import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { PollPairing } from '#foundry/pairing/poll_pairing'
import { StartPairing } from '#foundry/pairing/start_pairing'
import { pairPollValidator, pairStartValidator } from '#foundry/validators/pair_validators'

/** The module's side of the device flow. */
@inject()
export default class PairingController {
  constructor(
    private startPairing: StartPairing,
    private pollPairing: PollPairing
  ) {}

  async start({ request }: HttpContext) {
    return this.startPairing.execute(await pairStartValidator.validate(request.body()))
  }

  async poll({ request }: HttpContext) {
    const { device_code: deviceCode } = await pairPollValidator.validate(request.body())
    return this.pollPairing.execute(deviceCode)
  }
}
