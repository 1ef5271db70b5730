import { Batcher } from '#core/lane/batcher'
import type { LaneLog } from '#core/lane/batch_runner'
import { Lane } from '#core/lane/lane'
import { STORE, storeFailure } from '#channels/failures/store_failure'
import { type IncomingEvent, takeEvents } from '#channels/intake/take_events'
import type { StoredEvent } from '#channels/log/channel_events_stored'

interface EventIntakeOptions {
  /** Of a connection of its own; a pooler would lose its prepared statements. */
  connectionString: string
  log: LaneLog
  /** Told of what is new once it has committed. */
  onStored: (events: StoredEvent[]) => void
}

const MAX_BATCH = 250
/** About ten seconds of a very busy channel. Whoever comes then is told to come again. */
const MAX_WAITING = 50_000

type Outcome = 'stored' | 'parked'

/** The way into the log of channels' events, in batches. */
export class EventIntake {
  #batches: Batcher<IncomingEvent, Outcome>

  constructor(options: EventIntakeOptions) {
    this.#batches = new Batcher<IncomingEvent, Outcome>({
      lane: new Lane(options.connectionString, 'crowdcrit-events'),
      log: options.log,
      name: 'events',
      maxBatch: MAX_BATCH,
      maxWaiting: MAX_WAITING,
      raced: [],
      take: async (sql, incoming) => {
        const { stored } = await takeEvents(sql, incoming)
        // Whoever waits for the commit is told of a failure.
        stored.catch(() => {})
        return {
          outcomeOf: () => 'stored',
          afterCommit: () =>
            void stored.then((events) => events.length > 0 && options.onStored(events)),
        }
      },
      park: async (sql, { event, message }, reason) => {
        const { channelId, kind } = event
        await storeFailure(sql, { message, channelId, kind, handler: STORE, reason }, 'parked')
        return 'parked'
      },
    })
  }

  /**
   * Resolves once the event is in the log and the history has followed, now or before.
   *
   * @throws {LaneStoppedError} and database errors that no repetition cures: it is not stored then
   */
  take(incoming: IncomingEvent): Promise<Outcome> {
    return this.#batches.take(incoming.message.messageId, incoming)
  }

  stop(): Promise<void> {
    return this.#batches.stop()
  }
}
