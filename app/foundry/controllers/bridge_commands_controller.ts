import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { PullCommands } from '#foundry/commands/pull_commands'
import { RecordResult } from '#foundry/commands/record_result'
import { pullValidator, resultValidator } from '#foundry/validators/command_validators'

/** Orders down, results up. */
@inject()
export default class BridgeCommandsController {
  constructor(
    private pullCommands: PullCommands,
    private recordResult: RecordResult
  ) {}

  async index({ bridge, request, response }: HttpContext) {
    const pull = await pullValidator.validate(request.qs())
    const gone = new AbortController()
    response.response.once('close', () => gone.abort())
    return this.pullCommands.execute(bridge, pull, gone.signal)
  }

  async result({ bridge, request, params }: HttpContext) {
    const body = await resultValidator.validate(request.body())
    return this.recordResult.execute(bridge, String(params.id), body)
  }
}
