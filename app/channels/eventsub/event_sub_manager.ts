import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { onLucid, type Sql } from '#core/sql'
import { disown, ownAll } from '#core/jobs/ownership'
import { Worker } from '#core/jobs/worker'
import type { Notifications } from '#core/jobs/notifications'
import { ConnectionServices } from '#channels/eventsub/connection_services'
import { type ListenedStreamer, StreamerConnection } from '#channels/eventsub/streamer_connection'

/** How long a streamer goes unheard when the process that listened is killed. */
const OWNED_SECONDS = 15
/** Well within the ownership, so that a slow round does not lose it. */
const SWEEP_MS = 4_000

const resource = (streamerId: string) => `eventsub:${streamerId}`

/**
 * Keeps one EventSub connection for each streamer who takes part, in one process
 * at a time, and follows as streamers come, go and consent.
 */
@inject()
export class EventSubManager {
  #connections = new Map<string, StreamerConnection>()
  #worker: Worker | undefined

  constructor(private services: ConnectionServices) {}

  start(notifications: Notifications): void {
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
      notifications
    )
    this.#worker.start()
  }

  /** Gives all streamers up, so that another process can take over at once. */
  async stop(): Promise<void> {
    await this.#worker?.stop()
    await Promise.all([...this.#connections.keys()].map((id) => this.#end(id, null)))
    await this.services.parked.flush()
  }

  /** Starts and ends connections as the rows want it. */
  async sync(): Promise<void> {
    const sql = onLucid(db.connection())
    const streamers = await wantedStreamers(sql)
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
  }

  async #keep(streamer: ListenedStreamer, isOurs: boolean): Promise<void> {
    const { streamerId } = streamer
    const isRunning = this.#connections.has(streamerId)

    if (isOurs && !isRunning) {
      const connection = new StreamerConnection(streamer, this.services)
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

/** Whoever streams for a campaign, or has a reward whose redemptions matter still. */
async function wantedStreamers(sql: Sql): Promise<ListenedStreamer[]> {
  return sql.run<ListenedStreamer>(
    `SELECT a.user_id AS "streamerId", a.twitch_id AS "broadcasterId"
     FROM twitch_accounts a
     WHERE a.state = 'valid'
       AND a.scopes && ARRAY['channel:manage:redemptions', 'channel:read:redemptions']
       AND (EXISTS (SELECT FROM campaign_members m WHERE m.user_id = a.user_id AND m.role = 'streamer')
         OR EXISTS (SELECT FROM rewards r
                    WHERE r.streamer_id = a.user_id AND r.twitch_reward_id IS NOT NULL
                      AND r.state NOT IN ('gone', 'retired')))`
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
