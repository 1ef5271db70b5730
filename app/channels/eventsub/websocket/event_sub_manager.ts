import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { onLucid, type Sql } from '#core/sql'
import { disown, ownAll } from '#core/jobs/ownership'
import { Worker } from '#core/jobs/worker'
import { Notifications } from '#core/jobs/notifications'
import type { Connector } from '#channels/connectors/connector'
import { ConnectionChanged } from '#channels/connection_changed'
import { SessionServices } from '#channels/eventsub/websocket/session_services'
import { connectorStatus } from '#channels/eventsub/transports/connector_status'
import { TransportChoice } from '#channels/eventsub/transports/transport_choice'
import {
  type ListenedStreamer,
  StreamerConnection,
} from '#channels/eventsub/websocket/streamer_connection'
import { planForSessions, type Session } from '#channels/eventsub/subscriptions/plan_subscriptions'
import { IS_LISTENED_TO } from '#channels/eventsub/subscriptions/wanted_types'

/** How long a streamer goes unheard when the process that listened is killed. */
const OWNED_SECONDS = 15
/** Well within the ownership, so that a slow round does not lose it. */
const SWEEP_MS = 4_000

const resource = (streamerId: string) => `eventsub:${streamerId}`

/**
 * Keeps one EventSub connection for each streamer who takes part, in one process
 * at a time, and follows as streamers come, go and consent. When another transport is
 * chosen, it keeps those that the other has not taken over yet.
 */
@inject()
export class EventSubManager implements Connector {
  readonly id = 'twitch.websocket'
  readonly label = 'Twitch, WebSocket'
  #connections = new Map<string, StreamerConnection>()
  #worker: Worker | undefined
  #isChosen = true

  constructor(
    private services: SessionServices,
    private choice: TransportChoice,
    private notifications: Notifications
  ) {}

  async isNeeded(): Promise<boolean> {
    const sql = onLucid(db.connection())
    const { used } = await this.choice.read(sql)
    const remaining = await remainingStreamers(sql)
    return used === 'websocket' || remaining.length > 0
  }

  async start(): Promise<void> {
    this.#worker = new Worker(
      {
        name: 'eventsub',
        channel: 'subscriptions',
        sweepMs: SWEEP_MS,
        work: async () => {
          await this.sync()
          return false
        },
      },
      this.notifications
    )
    this.#worker.start()
  }

  async status() {
    return connectorStatus(onLucid(db.connection()), 'websocket')
  }

  /** Gives all streamers up, so that another process can take over at once. */
  async stop(): Promise<void> {
    await this.#worker?.stop()
    await Promise.all([...this.#connections.keys()].map((id) => this.#end(id, null)))
    await this.services.heard.flush()
    await this.services.parked.flush()
  }

  /** Starts and ends connections as the rows want it, and has each make what it lacks. */
  async sync(): Promise<void> {
    const sql = onLucid(db.connection())
    const { used } = await this.choice.read(sql)
    this.#isChosen = used === 'websocket'
    const streamers = await (this.#isChosen ? wantedStreamers(sql) : remainingStreamers(sql))
    const wanted = new Map(streamers.map((streamer) => [streamer.streamerId, streamer]))

    for (const id of this.#connections.keys()) {
      if (!wanted.has(id)) {
        await this.#end(id, await refusal(sql, id))
      }
    }
    const owned = await ownAll(sql, [...wanted.keys()].map(resource), OWNED_SECONDS)
    for (const streamer of wanted.values()) {
      await this.#keep(streamer, owned.has(resource(streamer.streamerId)))
    }
    await this.#attend(sql)
  }

  /** What features want may have changed, and what failed may be tried again. */
  async #attend(sql: Sql): Promise<void> {
    const sessions = [...this.#connections].flatMap(([streamerId, { sessionId }]) =>
      sessionId === undefined ? [] : [{ streamerId, sessionId }]
    )
    if (sessions.length > 0) {
      const changed = await this.#plan(sql, sessions)
      changed.forEach((id) => this.#connections.get(id)?.attend())
    }
  }

  async #plan(sql: Sql, sessions: Session[]): Promise<string[]> {
    const changed = await planForSessions(sql, sessions, this.#isChosen)
    await Promise.all(changed.map((id) => ConnectionChanged.dispatch(id)))
    return changed
  }

  async #keep(streamer: ListenedStreamer, isOurs: boolean): Promise<void> {
    const { streamerId } = streamer
    const isRunning = this.#connections.has(streamerId)

    if (isOurs && !isRunning) {
      const connection = new StreamerConnection(streamer, {
        services: this.services,
        isChosen: () => this.#isChosen,
        plan: async (session) => {
          await this.#plan(onLucid(db.connection()), [session])
        },
      })
      this.#connections.set(streamerId, connection)
      await connection.start()
    }
    if (!isOurs && isRunning) {
      await this.#end(streamerId, null)
    }
  }

  async #end(streamerId: string, reason: string | null): Promise<void> {
    const connection = this.#connections.get(streamerId)
    this.#connections.delete(streamerId)
    await connection?.stop(reason)
    await disown(onLucid(db.connection()), resource(streamerId))
  }
}

/** Whoever takes part and has consented. */
async function wantedStreamers(sql: Sql): Promise<ListenedStreamer[]> {
  return sql.run<ListenedStreamer>(
    `SELECT a.user_id AS "streamerId", a.twitch_id AS "broadcasterId"
     FROM twitch_accounts a WHERE a.state = 'valid' AND ${IS_LISTENED_TO}`
  )
}

/** Of them those of whom a WebSocket still delivers something. */
async function remainingStreamers(sql: Sql): Promise<ListenedStreamer[]> {
  return sql.run<ListenedStreamer>(
    `SELECT a.user_id AS "streamerId", a.twitch_id AS "broadcasterId"
     FROM twitch_accounts a WHERE a.state = 'valid' AND ${IS_LISTENED_TO} AND EXISTS (
       SELECT FROM eventsub_subscriptions s
       WHERE s.streamer_id = a.user_id AND s.transport = 'websocket' AND s.status IN ('enabled', 'wanted'))`
  )
}

/** Why a connection has to end, if it is the streamer's to mend it. */
async function refusal(sql: Sql, streamerId: string): Promise<string | null> {
  const [account] = await sql.run<{ state: string }>(
    'SELECT state FROM twitch_accounts WHERE user_id = $1',
    [streamerId]
  )
  return account && account.state !== 'valid'
    ? 'Twitch no longer accepts the connection. Reconnect your Twitch account.'
    : null
}
