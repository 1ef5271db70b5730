import { uuidv7 } from '#core/ids'
import type { Sql } from '#core/sql'
import { CommandLog } from '#foundry/commands/command_log'
import type { CommandType } from '#foundry/protocol'

/** A paired Foundry world with a GM's tab in charge; answers its connection. */
export async function createTable(sql: Sql, campaignId: string): Promise<string> {
  const id = uuidv7()
  const tokenId = uuidv7()

  await sql.run(
    `INSERT INTO foundry_connections (id, campaign_id, instance_id, world_id, world_title,
       foundry_origin, system, system_version, generation, module_version, capabilities,
       switched_off, characters, last_seen_at)
     VALUES ($1, $2, 'world-1', 'emberfall', 'The Sunken Keep', 'https://foundry.example.org',
       'dnd5e', '5.1.4', 13, '0.1.0', '{roll.invert,chat.send,gm.whisper,stat.modify,status.apply,status.remove,token.spawn,sound.play,world.query,command.undo}',
       '{sound.play}', $3, now())`,
    [
      id,
      campaignId,
      JSON.stringify([
        { actorId: 'a1', actorName: 'Brannoc', userId: 'u1', userName: 'Mira' },
        { actorId: 'a2', actorName: 'Selune of the Long Road', userId: 'u2', userName: 'Tobi' },
      ]),
    ]
  )
  await sql.run(
    `INSERT INTO foundry_tokens (id, connection_id, client_id, user_name, token_hash, prefix,
       last_used_at, expires_at)
     VALUES ($1, $2, 'tab-1', 'Ada', $3, 'ccf_7Qx2', now(), now() + interval '90 days')`,
    [tokenId, id, tokenId]
  )
  await sql.run(
    `INSERT INTO foundry_leases (connection_id, token_id, client_id, holder_name, fencing,
       acquired_at, expires_at)
     VALUES ($1, $2, 'tab-1', 'Ada', 3, now() - interval '40 minutes', now() + interval '1 hour')`,
    [id, tokenId]
  )
  return id
}

interface Roll {
  who: string
  formula: string
  total: number
  natural: number
  outcome?: string
  minutesAgo: number
}

/** Public d20 rolls of the table; a natural 1 or 20 is a critical. Answers their ids. */
export async function createRolls(
  sql: Sql,
  of: { campaignId: string; connectionId: string; streamerId: string },
  rolls: Roll[]
): Promise<string[]> {
  const ids: string[] = []

  for (const [index, { who, formula, total, natural, outcome, minutesAgo }] of rolls.entries()) {
    const id = uuidv7()
    ids.push(id)
    await sql.run(
      `INSERT INTO foundry_rolls (id, campaign_id, connection_id, event_id, message_id, roll_index,
         actor_id, actor_name, foundry_user_id, foundry_user_name, streamer_id, formula, total, dice,
         "natural", faces, critical, source, confidence, outcome, rolled_at, received_at)
       VALUES ($1, $2, $3, $4, $4, 0, 'a1', $5, 'u1', 'Mira', $6, $7, $8,
         jsonb_build_array(jsonb_build_object('faces', 20, 'results',
           jsonb_build_array(jsonb_build_object('result', $9::int, 'active', true)))), $9, 20,
         CASE $9::int WHEN 20 THEN 'success' WHEN 1 THEN 'failure' END, 'system', 'high', $10,
         now() - make_interval(mins => $11), now() - make_interval(mins => $11))`,
      [
        id,
        of.campaignId,
        of.connectionId,
        `roll:${index}`,
        who,
        of.streamerId,
        formula,
        total,
        natural,
        outcome ?? null,
        minutesAgo,
      ]
    )
  }
  return ids
}

/** A world that waits for a GM to approve it under this code. */
export async function createPairing(
  sql: Sql,
  code: string,
  asking: Record<string, unknown> = {}
): Promise<void> {
  await sql.run('DELETE FROM foundry_pairings WHERE user_code = $1', [code])
  await sql.run(
    `INSERT INTO foundry_pairings (id, device_code_hash, user_code, request, expires_at)
     VALUES ($1, $2, $3, $4, now() + interval '10 minutes')`,
    [
      uuidv7(),
      uuidv7(),
      code,
      JSON.stringify({
        instanceId: 'world-2',
        worldId: 'tides',
        worldTitle: 'Tides of Ash',
        foundryOrigin: 'https://foundry.example.org',
        system: 'dnd5e',
        systemVersion: '5.1.4',
        generation: 13,
        moduleVersion: '0.1.0',
        userName: 'Ada',
        ...asking,
      }),
    ]
  )
}

/** Two commands of the log: one that the table has answered, one that nobody can vouch for. */
export async function createCommands(sql: Sql, campaignId: string): Promise<void> {
  const commandLog = new CommandLog()
  const order = (type: CommandType, label: string) =>
    commandLog.append(sql, {
      campaignId,
      instanceId: null,
      type,
      payload: {},
      origin: { kind: 'instance', label, viewer: 'Quill' },
    })
  const end = async (id: string, status: string, result: object, message: string) => {
    await sql.run(
      `UPDATE foundry_commands SET status = $2, result = $3::jsonb, delivered_at = now(),
         expires_at = now() + interval '10 minutes' WHERE id = $1`,
      [id, status, JSON.stringify({ message, ...result })]
    )
    await sql.run(
      `INSERT INTO foundry_command_changes (command_id, status, detail, at)
       VALUES ($1, 'delivered', NULL, clock_timestamp()), ($1, $2, $3, clock_timestamp())`,
      [id, status, message]
    )
  }
  const turned = await order('roll.invert', 'Twist of fate')
  await end(turned.id, 'done', { durationMs: 182 }, 'The 20 became a 1.')
  const hurt = await order('stat.modify', 'A stray arrow')
  const interrupted = 'The browser was interrupted while carrying this out.'
  await end(hurt.id, 'uncertain', { code: 'interrupted', durationMs: 10_002 }, interrupted)
}
