import { inject } from '@adonisjs/core'
import logger from '@adonisjs/core/services/logger'
import { errors } from '@vinejs/vine'
import { BridgeException } from '#foundry/bridge_exception'
import { RefusedEvent } from '#foundry/events/refused_event'
import { TakeGmAction } from '#foundry/events/take_gm_action'
import { TakePresence } from '#foundry/events/take_presence'
import { TakeRoll } from '#foundry/events/take_roll'
import type { EventsResponse } from '#foundry/protocol'
import type { BridgeCaller } from '#foundry/tokens/authenticate_token'
import {
  gmActionValidator,
  presenceValidator,
  rollValidator,
} from '#foundry/validators/event_validators'

export interface Batch {
  clientId: string
  fencing: number
  events: { eventId: string; [key: string]: unknown }[]
}

/**
 * Takes a batch in, each event in its own transaction: a bad one is rejected
 * with a reason, one that meets a fault of ours is neither accepted nor
 * rejected and comes again, and neither costs its neighbours anything.
 */
@inject()
export class TakeEvents {
  constructor(
    private takeRoll: TakeRoll,
    private takePresence: TakePresence,
    private takeGmAction: TakeGmAction
  ) {}

  /** @throws BridgeException 409 when it holds rolls and the tab is not in charge */
  async execute(caller: BridgeCaller, batch: Batch): Promise<EventsResponse> {
    const answer: EventsResponse = { accepted: [], rejected: [] }
    let refusal: BridgeException | undefined

    for (const event of batch.events) {
      try {
        await this.#take(caller, batch, event)
        answer.accepted.push(event.eventId)
      } catch (error) {
        refusal ??= this.#judge(error, event.eventId, answer)
      }
    }

    if (refusal) {
      throw refusal
    }
    return answer
  }

  async #take(caller: BridgeCaller, { clientId, fencing }: Batch, event: Batch['events'][number]) {
    switch (event.type) {
      case 'roll': {
        const roll = await check(rollValidator.validate(event))
        return this.takeRoll.execute(caller, { ...caller, clientId }, fencing, roll)
      }
      case 'presence':
        return this.takePresence.execute(caller, await check(presenceValidator.validate(event)))
      case 'gm':
        return this.takeGmAction.execute(caller, await check(gmActionValidator.validate(event)))
      default:
        throw new RefusedEvent('unknown_type', 'This server does not know such an event.')
    }
  }

  #judge(error: unknown, eventId: string, answer: EventsResponse): BridgeException | undefined {
    if (error instanceof RefusedEvent) {
      answer.rejected.push({ eventId, code: error.code, message: error.message })
      return
    }

    if (error instanceof BridgeException) {
      return error
    }

    logger.error(
      { event: 'foundry.event_failed', eventId, err: error },
      'An event was not taken in'
    )
  }
}

async function check<Event>(validated: Promise<Event>): Promise<Event> {
  try {
    return await validated
  } catch (error) {
    throw error instanceof errors.E_VALIDATION_ERROR
      ? new RefusedEvent('invalid', sentence(error.messages))
      : error
  }
}

function sentence(messages: unknown): string {
  const [first]: unknown[] = Array.isArray(messages) ? messages : []
  const isFault = typeof first === 'object' && first !== null && 'message' in first
  return isFault ? String(first.message) : 'The event is not as agreed.'
}
