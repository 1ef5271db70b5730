import { randomUUID } from 'node:crypto'
import { inject } from '@adonisjs/core'
import { uuidv7 } from '#core/ids'
import { onLucid, type Sql } from '#core/sql'
import db from '@adonisjs/lucid/services/db'
import { PullCommands } from '#foundry/commands/pull_commands'
import { RecordResult } from '#foundry/commands/record_result'
import { TakeEvents } from '#foundry/events/take_events'
import type { Command } from '#foundry/protocol'
import { COMMAND_TYPES, PROTOCOL_VERSION } from '#foundry/protocol'
import { Greet } from '#foundry/session/greet'
import type { BridgeCaller } from '#foundry/tokens/authenticate_token'
import { issueToken } from '#foundry/tokens/issue_token'
import { pick } from '#rehearsal/play/random'
import type { RehearsalClock } from '#rehearsal/play/fast_clock'
import type { RehearsedStreamer } from '#rehearsal/play/copy_campaign'
import type { Script } from '#rehearsal/scene'

interface Hero {
  id: string
  name: string
}

const FACES = 20

/**
 * A table without people: it rolls by the script and carries out what is ordered, through the
 * same services as a Foundry world does.
 */
@inject()
export class HeadlessTable {
  #caller: BridgeCaller | undefined
  #clientId = randomUUID()
  #fencing = 0
  #after = 0
  #heroes: Hero[] = []
  #rolled = 0

  constructor(
    private greet: Greet,
    private takeEvents: TakeEvents,
    private pullCommands: PullCommands,
    private recordResult: RecordResult
  ) {}

  async open(campaignId: string, streamers: RehearsedStreamer[], by: string): Promise<void> {
    const sql = onLucid(db.connection())
    this.#heroes = await this.#assign(sql, campaignId, streamers)
    this.#caller = await this.#pair(sql, campaignId, by)
    const { lease } = await this.greet.execute(this.#caller, {
      protocol: PROTOCOL_VERSION,
      moduleVersion: '0.0.0',
      instanceId: this.#caller.instanceId,
      clientId: this.#clientId,
      worldId: 'rehearsal',
      worldTitle: 'Rehearsal',
      system: 'dnd5e',
      generation: 14,
      user: { id: 'gm', name: 'Rehearsal', isGM: true },
      candidate: true,
      capabilities: [...COMMAND_TYPES],
      characters: this.#heroes.map(({ id, name }) => ({
        actorId: id,
        actorName: name,
        userId: null,
        userName: null,
      })),
    })
    this.#fencing = lease.fencing
    // There is one tab, and it never goes.
    await sql.run(`UPDATE foundry_leases SET expires_at = now() + interval '1 day'`)
  }

  /** Rolls what is due, and does what was ordered. */
  async act(script: Script, clock: RehearsalClock, random: () => number): Promise<void> {
    for (; this.#isDue(script, clock.second); this.#rolled++) {
      const natural = script.rolls[this.#rolled].natural ?? Math.floor(random() * FACES) + 1
      await this.#roll(natural, pick(this.#heroes, random), clock)
    }
    await this.#obey()
  }

  #isDue({ rolls }: Script, second: number): boolean {
    return this.#rolled < rolls.length && rolls[this.#rolled].at <= second
  }

  async #roll(natural: number, hero: Hero | undefined, clock: RehearsalClock): Promise<void> {
    const messageId = randomUUID().replaceAll('-', '').slice(0, 16)
    await this.takeEvents.execute(this.#paired(), {
      clientId: this.#clientId,
      fencing: this.#fencing,
      events: [
        {
          eventId: `roll:${messageId}:0`,
          type: 'roll',
          at: new Date(clock.millis()).toISOString(),
          messageId,
          rollIndex: 0,
          actor: hero ?? null,
          user: { id: 'player', name: 'Player' },
          formula: '1d20',
          total: natural,
          dice: [{ faces: FACES, results: [{ result: natural, active: true }] }],
          natural,
          faces: FACES,
          critical: natural === FACES ? 'success' : natural === 1 ? 'failure' : null,
          source: 'system',
          confidence: 'high',
        },
      ],
    })
  }

  async #obey(): Promise<void> {
    const caller = this.#paired()
    const seat = { clientId: this.#clientId, fencing: this.#fencing }
    const pull = { ...seat, after: this.#after }
    const { commands } = await this.pullCommands.execute(caller, pull, new AbortController().signal)
    for (const command of commands) {
      this.#after = command.seq
      await this.recordResult.execute(caller, command.id, { ...seat, ...effectOf(command) })
    }
  }

  #paired(): BridgeCaller {
    if (!this.#caller) throw new Error('The table is not open')
    return this.#caller
  }

  /** Whoever has no character yet plays one for the rehearsal. */
  async #assign(sql: Sql, campaignId: string, streamers: RehearsedStreamer[]): Promise<Hero[]> {
    const heroes: Hero[] = []
    for (const [index, { id: streamerId, name }] of streamers.entries()) {
      const known = await sql.run<Hero>(
        `SELECT actor_id AS id, name FROM character_assignments
         WHERE campaign_id = $1 AND streamer_id = $2 AND actor_id IS NOT NULL`,
        [campaignId, streamerId]
      )
      const hero = known.at(0) ?? { id: `rehearsal${index}`, name: `${name}’s character` }
      if (known.length === 0) {
        await sql.run(
          `INSERT INTO character_assignments (id, campaign_id, streamer_id, actor_id, name)
           VALUES ($1, $2, $3, $4, $5)`,
          [uuidv7(), campaignId, streamerId, hero.id, hero.name]
        )
      }
      heroes.push(hero)
    }
    return heroes
  }

  async #pair(sql: Sql, campaignId: string, by: string): Promise<BridgeCaller> {
    const connectionId = uuidv7()
    const instanceId = randomUUID()
    await sql.run(
      `INSERT INTO foundry_connections (id, campaign_id, instance_id, world_id, world_title,
         foundry_origin, system, generation, module_version)
       VALUES ($1, $2, $3, 'rehearsal', 'Rehearsal', 'http://127.0.0.1', 'dnd5e', 14, '0.0.0')`,
      [connectionId, campaignId, instanceId]
    )
    await sql.run(
      `INSERT INTO foundry_leases (connection_id, expires_at, vacant_since) VALUES ($1, now(), now())`,
      [connectionId]
    )
    await issueToken(sql, {
      connectionId,
      clientId: this.#clientId,
      userName: 'Rehearsal',
      approvedBy: by,
    })
    const [token] = await sql.run<{ id: string }>('SELECT id FROM foundry_tokens')
    return {
      tokenId: token.id,
      userName: 'Rehearsal',
      connectionId,
      instanceId,
      worldId: 'rehearsal',
      campaign: { id: campaignId, name: 'Rehearsal' },
      isPaused: false,
      head: 0,
    }
  }
}

/** What the world would answer. */
function effectOf({ type, payload }: Command) {
  const done = { status: 'done' as const, durationMs: 30 }
  if (type !== 'roll.invert') {
    return done
  }
  const natural =
    typeof payload === 'object' && payload !== null ? Reflect.get(payload, 'natural') : null
  return typeof natural === 'number'
    ? { ...done, before: natural, after: FACES + 1 - natural }
    : done
}
