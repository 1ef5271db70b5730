import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import { CommandLog } from '#foundry/commands/command_log'
import { type PairedWorld, pairedWorld } from '#foundry/choices/paired_world'

/** Lists of the world that its module is asked for. */
export const ASKED = ['actors', 'statuses', 'sounds', 'macros', 'scenes'] as const
export type Asked = (typeof ASKED)[number]

/** Something of the world that a GM picks by name. */
export type WorldChoice = { id: string; name: string }

/** One list as the app knows it. Times are ISO 8601. */
export type ChoiceList = {
  world: 'none' | 'away' | 'there'
  worldTitle: string | null
  choices: WorldChoice[]
  /** How many the world has; more than are told when it has very many. */
  total: number
  /** When the table told them; null when it never has. */
  toldAt: string | null
  isAsking: boolean
  /** Why the last question was not answered, for the GM. */
  problem: string | null
}

/** Longer than a tab takes that is there. Seconds. */
const PATIENCE = 20

interface Question {
  status: string
  result: { message?: string; after?: { choices?: unknown; total?: unknown } } | null
  at: Date | null
}

/**
 * What a GM can pick from in the connected world, as the table last told it. Answers are
 * the results of `world.query` in the log of commands; nothing else is kept.
 */
@inject()
export class WorldChoices {
  constructor(private commandLog: CommandLog) {}

  async read(sql: Sql, campaignId: string, what: Asked | 'characters'): Promise<ChoiceList> {
    const world = await pairedWorld(sql, campaignId)
    if (!world || what === 'characters') {
      return charactersOf(world)
    }
    const [last] = await questions(sql, campaignId, world, what, false)
    const [told] = await questions(sql, campaignId, world, what, true)
    const { choices, total } = Object(told?.result?.after)
    const known = Array.isArray(choices) ? choices.flatMap(toChoice) : []
    const isAsking = last?.status === 'queued' || last?.status === 'delivered'

    return {
      world: world.isThere ? 'there' : 'away',
      worldTitle: world.title,
      choices: known,
      total: typeof total === 'number' ? total : known.length,
      toldAt: told?.at?.toISOString() ?? null,
      isAsking,
      problem: isAsking || !last || last.status === 'done' ? null : problemOf(last),
    }
  }

  /** Asks the table anew, unless a question is on its way or nobody is there to answer. */
  async ask(sql: Sql, campaignId: string, what: Asked, by: string): Promise<void> {
    // The head's row, which an order needs anyway, queues those who ask at once.
    await sql.run(
      `INSERT INTO foundry_heads (campaign_id, head) VALUES ($1, 0)
       ON CONFLICT (campaign_id) DO NOTHING`,
      [campaignId]
    )
    await sql.run('SELECT 1 FROM foundry_heads WHERE campaign_id = $1 FOR UPDATE', [campaignId])
    const world = await pairedWorld(sql, campaignId)
    const [last] = world ? await questions(sql, campaignId, world, what, false) : []
    if (!world?.isThere || last?.status === 'queued' || last?.status === 'delivered') {
      return
    }
    await this.commandLog.append(sql, {
      campaignId,
      instanceId: null,
      type: 'world.query',
      payload: { what },
      origin: { kind: 'gm', label: by },
      expiresInSeconds: PATIENCE,
    })
  }
}

/** The newest of this world, if any; with `isTold` the newest that was answered. */
function questions(
  sql: Sql,
  campaignId: string,
  { pairedAt }: PairedWorld,
  what: Asked,
  isTold: boolean
): Promise<Question[]> {
  return sql.run<Question>(
    `SELECT status, result, finished_at AS at FROM foundry_commands
     WHERE campaign_id = $1 AND type = 'world.query' AND payload->>'what' = $2
       AND issued_at >= $3 AND (NOT $4 OR status = 'done')
     ORDER BY seq DESC LIMIT 1`,
    [campaignId, what, pairedAt, isTold]
  )
}

/** Characters come by themselves, with the module's greeting. */
function charactersOf(world: PairedWorld | null): ChoiceList {
  const choices = (world?.characters ?? []).map(({ actorId: id, actorName: name }) => ({
    id,
    name,
  }))
  return {
    world: world ? (world.isThere ? 'there' : 'away') : 'none',
    worldTitle: world?.title ?? null,
    choices,
    total: choices.length,
    toldAt: null,
    isAsking: false,
    problem: null,
  }
}

/** What a table tells is looked at before it is used. */
function toChoice(told: unknown): WorldChoice[] {
  const { id, name } = Object(told)
  return typeof id === 'string' && typeof name === 'string' ? [{ id, name }] : []
}

const problemOf = ({ result, status }: Question) =>
  status === 'expired'
    ? 'The table did not answer. Is the game paused, or Foundry’s tab asleep?'
    : (result?.message ?? 'The table could not answer.')
