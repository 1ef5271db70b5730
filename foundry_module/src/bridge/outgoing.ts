import { BridgeFailure } from './bridge_failure.ts'
import type { BridgeApi } from './bridge_api.ts'
import type { BridgeEvent } from '../../../app/foundry/protocol.ts'
import type { LeaseWatch } from './lease_watch.ts'
import type { Ledger } from '../commands/ledger.ts'
import type { RollReporter } from '../rolls/roll_reporter.ts'

/**
 * What the lease holder tells the server: results and events. What the server
 * can never take is let go, so that it does not block what is behind it;
 * everything else stays until it is acknowledged.
 */
export class Outgoing {
  #api: BridgeApi
  #clientId: string
  #lease: LeaseWatch

  constructor(api: BridgeApi, clientId: string, lease: LeaseWatch) {
    this.#api = api
    this.#clientId = clientId
    this.#lease = lease
  }

  /** @throws BridgeFailure when it is to be tried again */
  async results(ledger: Ledger) {
    for (const { id, result } of ledger.outbox()) {
      if (!this.#lease.isHeld) return
      const { fencing } = this.#lease.state
      try {
        await this.#api.result(id, { ...result, clientId: this.#clientId, fencing })
      } catch (failure) {
        letGo(failure, `the result of ${id}`)
      }
      await ledger.acknowledge(id)
    }
  }

  /** @throws BridgeFailure when it is to be tried again */
  async rolls(reporter: RollReporter) {
    if (!this.#lease.isHeld) return
    await reporter.flush(async (events) => {
      try {
        return await this.events(events)
      } catch (failure) {
        letGo(failure, `${events.length} rolls`)
        if (events.length > 1) await this.#singly(events)
        return { accepted: events.map(({ eventId }) => eventId), rejected: [] }
      }
    })
  }

  /** @throws BridgeFailure when it is to be tried again */
  async presence(event: BridgeEvent) {
    await this.events([event]).catch((failure) => letGo(failure, 'who is at the table'))
  }

  /** @throws BridgeFailure */
  events(events: BridgeEvent[]) {
    const { fencing } = this.#lease.state
    return this.#api.events({ clientId: this.#clientId, fencing, events })
  }

  /** One that the server cannot take must not take its neighbours along. */
  async #singly(events: BridgeEvent[]) {
    for (const event of events) {
      await this.events([event]).catch((failure) => letGo(failure, event.eventId))
    }
  }
}

/** Says what is given up; throws what may go better another time. */
function letGo(failure: unknown, what: string) {
  if (!(failure instanceof BridgeFailure) || !failure.isPermanent) throw failure
  console.warn(`Crowdcrit: the server does not take ${what}`, failure.code)
}
