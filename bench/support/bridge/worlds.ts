import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { uuidv7 } from '#core/ids'
import type { Sql } from '#core/sql'
import { issueToken } from '#foundry/tokens/issue_token'
import {
  createCampaign,
  createEvent,
  createInstance,
  createMember,
  createStreamer,
} from '#tests/support/fixtures'
import { processorSeconds } from '../process_cost.js'
import { type Pairing, World } from './world.js'

const AT_ONCE = 25

/** Worlds with campaigns of their own, made on the app's database and connected to it. */
export class Worlds {
  readonly all: World[] = []
  #client: pg.Client

  private constructor(
    private url: string,
    databaseUrl: string
  ) {
    this.#client = new pg.Client({ connectionString: databaseUrl })
  }

  static async open(url: string, databaseUrl: string): Promise<Worlds> {
    const worlds = new Worlds(url, databaseUrl)
    await worlds.#client.connect()
    return worlds
  }

  get sql(): Sql {
    return {
      run: async (text, values = []) => {
        const { rows } = await this.#client.query(text, values)
        return rows
      },
    }
  }

  /** Processor time of the app and its database so far. */
  async processorSeconds(appPid: number): Promise<number> {
    const [{ pid }] = await this.sql.run<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    return processorSeconds(appPid, pid)
  }

  /** Pairs and connects until there are so many, each with so many goals that wait for a roll. */
  async grow(count: number, armed: number): Promise<void> {
    while (this.all.length < count) {
      const pairings: Pairing[] = []
      while (pairings.length < Math.min(AT_ONCE, count - this.all.length)) {
        pairings.push(await this.#pair(armed))
      }
      const connecting = pairings.map((pairing) => new World(this.url, pairing).connect())
      this.all.push(...(await Promise.all(connecting)))
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.all.map((world) => world.close()))
    await this.#client.end()
  }

  async #pair(armed: number): Promise<Pairing> {
    const { sql } = this
    const campaign = await createCampaign(sql)
    // Nobody is to listen to Twitch for them.
    const streamer = await createStreamer(sql, { viewers: 5, account: { state: 'revoked' } })
    await createMember(sql, campaign.id, streamer.id, 'streamer')
    await sql.run(
      `INSERT INTO character_assignments (id, campaign_id, streamer_id, actor_id, name)
       VALUES ($1, $2, $3, 'hero', 'Ada')`,
      [uuidv7(), campaign.id, streamer.id]
    )
    for (let count = 0; count < armed; count++) {
      const eventId = await createEvent(sql, campaign.id, { event: { cooldown_seconds: 0 } })
      await createInstance(
        sql,
        { campaignId: campaign.id, eventId, streamerId: streamer.id },
        { progress: 10, armed_at: new Date(), status: 'armed' }
      )
    }
    return this.#connection(campaign)
  }

  async #connection(campaign: { id: string; ownerId: string }): Promise<Pairing> {
    const connectionId = uuidv7()
    const instanceId = randomUUID()
    await this.sql.run(
      `INSERT INTO foundry_connections (id, campaign_id, instance_id, world_id, world_title,
         foundry_origin, system, system_version, generation, module_version)
       VALUES ($1, $2, $3, 'bench', 'Bench', 'http://127.0.0.1', 'dnd5e', '4.3.0', 14, '0.1.0')`,
      [connectionId, campaign.id, instanceId]
    )
    await this.sql.run(
      `INSERT INTO foundry_leases (connection_id, expires_at, vacant_since)
       VALUES ($1, clock_timestamp(), clock_timestamp())`,
      [connectionId]
    )
    const token = await issueToken(this.sql, {
      connectionId,
      clientId: randomUUID(),
      userName: 'Gamemaster',
      approvedBy: campaign.ownerId,
    })
    return { instanceId, token }
  }
}
