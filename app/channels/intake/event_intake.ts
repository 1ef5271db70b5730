import { Batcher } from '#core/lane/batcher'
import type { Sql } from '#core/sql'
import type { LaneLog } from '#core/lane/batch_runner'
import { Lane } from '#core/lane/lane'
import { STORE, storeFailure } from '#channels/failures/store_failure'
import {
  type IncomingEvent,
  isPlain,
  takeEvents,
  takePlainEvents,
} from '#channels/intake/take_events'
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

/**
 * The way into the log of channels' events, in batches. Those that history follows have a lane of their own: they
 * need several questions and hold their channel, and the rest, which is most of it, need not wait for that.
 */
export class EventIntake {
  #plain: Batcher<IncomingEvent, Outcome>
  #followed: Batcher<IncomingEvent, Outcome>

  constructor(private options: EventIntakeOptions) {
    this.#plain = this.#batcher('crowdcrit-events', async (sql, incoming) => {
      const stored = takePlainEvents(sql, incoming)
      // Whoever waits for the commit is told of a failure.
      stored.catch(() => {})
      return { stored }
    })
    this.#followed = this.#batcher('crowdcrit-history', async (sql, incoming) => ({
      stored: Promise.resolve(await takeEvents(sql, incoming)),
    }))
  }

  /**
   * Resolves once the event is in the log and the history has followed, now or before.
   *
   * @throws {LaneStoppedError} and database errors that no repetition cures: it is not stored then
   */
  take(incoming: IncomingEvent): Promise<Outcome> {
    const batches = isPlain(incoming.event) ? this.#plain : this.#followed
    return batches.take(incoming.message.messageId, incoming)
  }

  async stop(): Promise<void> {
    await Promise.all([this.#plain.stop(), this.#followed.stop()])
  }

  /** @param take answers once all is sent; what is new may only be known with the commit */
  #batcher(
    name: string,
    take: (sql: Sql, incoming: IncomingEvent[]) => Promise<{ stored: Promise<StoredEvent[]> }>
  ) {
    const { connectionString, log, onStored } = this.options
    return new Batcher<IncomingEvent, Outcome>({
      lane: new Lane(connectionString, name),
      log,
      name: 'events',
      maxBatch: MAX_BATCH,
      maxWaiting: MAX_WAITING,
      raced: [],
      take: async (sql, incoming) => {
        const { stored } = await take(sql, incoming)
        return {
          outcomeOf: () => 'stored',
          afterCommit: async () => {
            const events = await stored
            if (events.length > 0) onStored(events)
          },
        }
      },
      park: async (sql, { event, message }, reason) => {
        const { channelId, kind } = event
        await storeFailure(sql, { message, channelId, kind, handler: STORE, reason }, 'parked')
        return 'parked'
      },
    })
  }
}
