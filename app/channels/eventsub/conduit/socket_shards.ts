import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { onLucid, type Sql } from '#core/sql'
import { notify } from '#core/jobs/notifications'
import { ConduitsApi, type ShardOnTwitch } from '#twitch/api/conduits_api'
import { Deliver } from '#channels/eventsub/deliver'
import { HeardLog } from '#channels/eventsub/heard_log'
import { ParkedMessages } from '#channels/parked_messages'
import { TakeRevocation } from '#channels/eventsub/take_revocation'
import { lookAgainAtAll } from '#channels/eventsub/look_again'
import { type ConduitRow, keepConduit } from '#channels/eventsub/conduit/conduit_row'
import { ShardSession } from '#channels/eventsub/conduit/shard_session'
import { forgetReceivers, receiverState, receives } from '#channels/eventsub/receivers'

/** When one breaks, Twitch gives its messages to the other. */
const COUNT = 2

const shardName = (shard: number) => `shard ${shard}`

/** WebSockets as the receivers of the conduit's shards. */
@inject()
export class SocketShards {
  readonly count = COUNT
  #sessions: ShardSession[] = []
  /** Something has to be done at once. */
  onChange: () => void = () => {}

  constructor(
    private api: ConduitsApi,
    private deliver: Deliver,
    private revoke: TakeRevocation,
    private heard: HeardLog,
    private parked: ParkedMessages
  ) {}

  /** Opens sessions and gives each its shard; a shard that had another receiver has this one from then on. */
  async serve(sql: Sql, conduit: ConduitRow): Promise<void> {
    this.#open()
    if (conduit.shardCount < COUNT) {
      await this.api.resize(conduit.conduitId, COUNT)
      await keepConduit(sql, { shardCount: COUNT })
    }
    // From the end: what is already received by the first goes on until the others are there.
    for (const [shard, session] of [...this.#sessions.entries()].reverse()) {
      await this.#assign(sql, conduit.conduitId, shard, session)
    }
    if (this.#sessions.every(({ isAssigned }) => isAssigned)) {
      await this.#isComplete(sql, conduit)
    }
  }

  /** What Twitch says of the shards: one that it has taken from us is given back. */
  async check(shards: ShardOnTwitch[]): Promise<void> {
    for (const [shard, session] of this.#sessions.entries()) {
      const found = shards.find(({ id }) => id === shard)
      if (found?.status !== 'enabled' || found.target !== session.sessionId) {
        session.unassign()
      }
    }
  }

  unassign(): void {
    this.#sessions.forEach((session) => session.unassign())
  }

  /** @param reason why nobody receives; null when others do */
  async stop(reason: string | null): Promise<void> {
    const sessions = this.#sessions
    this.#sessions = []
    sessions.forEach((session) => session.stop())
    if (sessions.length > 0) {
      await this.heard.flush()
    }
    if (reason !== null) {
      for (const { name } of sessions) {
        await this.#lost(name, reason)
      }
    }
  }

  #open(): void {
    while (this.#sessions.length < COUNT) {
      const name = shardName(this.#sessions.length)
      const { deliver, revoke, heard, parked } = this
      const session = new ShardSession(
        name,
        { deliver, revoke, heard, parked },
        { onChange: () => this.onChange(), onLost: (reason) => void this.#wasLost(name, reason) }
      )
      this.#sessions.push(session)
      session.start()
    }
  }

  async #assign(sql: Sql, conduitId: string, shard: number, session: ShardSession) {
    const sessionId = session.unassigned
    if (sessionId === undefined) {
      return
    }
    await this.api.assign(conduitId, shard, { method: 'websocket', session_id: sessionId })
    session.assigned(sessionId)
    await receives(sql, { name: session.name, transport: 'conduit', target: sessionId })
    // Whatever Twitch had given to the session before this one.
    await lookAgainAtAll(sql, 'conduit')
    await notify(sql, 'subscriptions')
  }

  async #isComplete(sql: Sql, conduit: ConduitRow): Promise<void> {
    if (conduit.shardCount > COUNT) {
      await this.api.resize(conduit.conduitId, COUNT)
      await keepConduit(sql, { shardCount: COUNT })
    }
    if (conduit.receivers !== 'websocket') {
      await keepConduit(sql, { receivers: 'websocket' })
      await forgetReceivers(
        sql,
        'conduit',
        this.#sessions.map(({ name }) => name)
      )
    }
  }

  async #wasLost(name: string, reason: string): Promise<void> {
    logger.info({ event: 'eventsub.shard_lost', shard: name, reason }, 'A shard was lost')
    try {
      await this.#lost(name, reason)
    } catch (error) {
      logger.error({ event: 'eventsub.failed', err: error }, 'A lost shard could not be noted')
    }
  }

  async #lost(name: string, reason: string): Promise<void> {
    const sql = onLucid(db.connection())
    await receiverState(sql, { name, transport: 'conduit' }, 'reconnecting', reason)
    await notify(sql, 'subscriptions')
  }
}
