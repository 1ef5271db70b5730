import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { TakeEvents } from '#foundry/events/take_events'
import { eventsValidator } from '#foundry/validators/event_validators'

@inject()
export default class BridgeEventsController {
  constructor(private takeEvents: TakeEvents) {}

  async store({ bridge, request }: HttpContext) {
    return this.takeEvents.execute(bridge, await eventsValidator.validate(request.body()))
  }
}
