import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { Deliver } from '#channels/eventsub/deliver'
import { HeardLog } from '#channels/eventsub/heard_log'
import { ParkedMessages } from '#channels/parked_messages'
import { TakeRevocation } from '#channels/eventsub/take_revocation'
import { MakeSubscriptions } from '#channels/eventsub/subscriptions/make_subscriptions'

/** What every session needs of the app. */
@inject()
export class SessionServices {
  constructor(
    readonly make: MakeSubscriptions,
    readonly deliver: Deliver,
    readonly revoke: TakeRevocation,
    readonly heard: HeardLog,
    readonly parked: ParkedMessages,
    readonly clock: Clock
  ) {}
}
