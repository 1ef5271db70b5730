import type { ApplicationService } from '@adonisjs/core/types'
import { Clock } from '#core/clock'
import { hasRole } from '#core/roles'
import { Worker } from '#core/jobs/worker'
import { ChannelEventsStored } from '#channels/log/channel_events_stored'
import { EventIntake } from '#channels/intake/event_intake'
import { ParkMessage } from '#channels/failures/park_message'
import { ParkedMessages } from '#channels/parked_messages'

/**
 * The log of what happens on channels: its intake with a lane of its own to the
 * database, opened by its first event, and who looks after what could not be handled.
 */
export default class ChannelEventsProvider {
  constructor(protected app: ApplicationService) {}

  register() {
    const { container } = this.app
    container.singleton(
      ParkMessage,
      async (r) => new ParkMessage(await r.make(ParkedMessages), await r.make(Clock))
    )
    container.singleton(EventIntake, async () => {
      const { default: env } = await import('#start/env')
      const intake = new EventIntake({
        connectionString: env.get('DATABASE_DIRECT_URL') || env.get('DATABASE_URL'),
        log: await container.make('logger'),
        onStored: (events) => void ChannelEventsStored.dispatch(events),
      })
      this.app.terminating(() => intake.stop())
      return intake
    })
  }

  async ready() {
    if (this.app.getEnvironment() !== 'web' || !hasRole('worker')) {
      return
    }
    const { RetryFailures } = await import('#channels/failures/retry_failures')
    const retry = await this.app.container.make(RetryFailures)
    const worker = new Worker({ name: 'failed events', work: () => retry.execute() })
    worker.start()
    this.app.terminating(() => worker.stop())
  }
}
