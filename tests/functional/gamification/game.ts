import app from '@adonisjs/core/services/app'
import emitter from '@adonisjs/core/services/emitter'
import { randomUUID } from 'node:crypto'
import { uuidv7 } from '#core/ids'
import type { Sql } from '#core/sql'
import { transact } from '#core/transact'
import { FinishCommand } from '#foundry/commands/finish_command'
import { OPEN_STATUSES, WAITING_STATUSES } from '#foundry/commands/recorded_command'
import { type CommandResult, type RecordedRoll, RollListener } from '#foundry/ports'
import { InstanceChanged } from '#gamification/instance_changed'
import { ExecutePending } from '#gamification/lifecycle/execute_pending'
import { ExpireDue } from '#gamification/lifecycle/expire_due'
import type { InstanceRow } from '#gamification/instance_row'
import { createInstance, testSql, type TestStage } from '../../support/fixtures.js'

/** A paired world with a tab in charge; returns its connection. */
export async function openTable(sql: Sql, campaignId: string): Promise<string> {
  const id = uuidv7()
  await sql.run(
    `INSERT INTO foundry_connections (id, campaign_id, instance_id, world_id, world_title,
       foundry_origin, system, generation, module_version)
     VALUES ($1, $2, $3, 'keep', 'The Sunken Keep', 'http://127.0.0.1:30000', 'dnd5e', 13, '1.0.0')`,
    [id, campaignId, randomUUID()]
  )
  await sql.run(
    `INSERT INTO foundry_leases (connection_id, client_id, holder_name, fencing, expires_at)
     VALUES ($1, 'tab', 'Gamemaster', 1, now() + interval '10 minutes')`,
    [id]
  )
  return id
}

/** The tab is gone since so many seconds. */
export async function leaveTable(sql: Sql, connectionId: string, seconds: number) {
  await sql.run(
    `UPDATE foundry_leases SET client_id = NULL, expires_at = now(),
       vacant_since = now() - make_interval(secs => $2)
     WHERE connection_id = $1`,
    [connectionId, seconds]
  )
}

/** Stores a roll as the bridge does, and tells the game in the same transaction. */
export async function roll(stage: TestStage, differences: Partial<RecordedRoll> = {}) {
  const messageId = randomUUID()
  const recorded: RecordedRoll = {
    id: uuidv7(),
    campaignId: stage.campaignId,
    connectionId: '',
    eventId: `roll:${messageId}:0`,
    messageId,
    rollIndex: 0,
    actorId: 'actor',
    actorName: 'Mira the Bold',
    userId: 'player',
    userName: 'Player',
    streamerId: stage.streamer.id,
    formula: '1d20 + 5',
    total: 25,
    dice: [],
    natural: 20,
    faces: 20,
    critical: 'success',
    source: 'system',
    confidence: 'high',
    rolledAt: new Date(),
    ...differences,
  }
  const listener = await app.container.make(RollListener)

  const outcome = await transact(async (sql, after) => {
    await sql.run(
      `INSERT INTO foundry_rolls (id, campaign_id, event_id, message_id, roll_index, actor_name,
         foundry_user_id, foundry_user_name, streamer_id, formula, total, dice, "natural", faces,
         critical, source, confidence, rolled_at)
       VALUES ($1, $2, $3, $4, $5, $6, 'player', 'Player', $7, $8, $9, '[]', $10, $11, $12,
         'system', 'high', now())`,
      [
        recorded.id,
        recorded.campaignId,
        recorded.eventId,
        recorded.messageId,
        recorded.rollIndex,
        recorded.actorName,
        recorded.streamerId,
        recorded.formula,
        recorded.total,
        recorded.natural,
        recorded.faces,
        recorded.critical,
      ]
    )
    return listener.onRoll(sql, recorded, after)
  })
  return { ...recorded, outcome }
}

/** The table's answer to the latest command of an instance, recorded as the bridge does. */
export async function answer(instanceId: string, result: CommandResult): Promise<void> {
  const finishCommand = await app.container.make(FinishCommand)
  const from = [...OPEN_STATUSES, ...WAITING_STATUSES]

  await transact(async (sql, after) => {
    const [command] = await sql.run<{ id: string }>(
      'SELECT id FROM foundry_commands WHERE instance_id = $1 ORDER BY seq DESC LIMIT 1',
      [instanceId]
    )
    if (!command) throw new Error('There is no command to answer')
    await finishCommand.within(sql, command.id, result, after, from)
  })
}

/** An instance whose goal is reached. */
export function arm(stage: TestStage, columns: Parameters<typeof createInstance>[2] = {}) {
  return createInstance(
    testSql(),
    { campaignId: stage.campaignId, eventId: stage.eventId, streamerId: stage.streamer.id },
    { progress: 10, armed_at: new Date(), status: 'armed', ...columns }
  )
}

let serial = 0

/** Redemptions counted towards an instance, each of another viewer. */
export async function contribute(stage: TestStage, instanceId: string, names: string[]) {
  const sql = testSql()
  const ids: string[] = []

  for (const name of names) {
    const redemptionId = randomUUID()
    const [viewer] = await sql.run<{ id: number }>(
      `INSERT INTO viewers (twitch_id, login, display_name) VALUES ($1, $2, $3) RETURNING id`,
      [`${process.pid}-${Date.now()}-${serial++}`, name.toLowerCase(), name]
    )
    await sql.run(
      `INSERT INTO redemptions (id, broadcaster_id, twitch_reward_id, reward_id, viewer_id,
         streamer_id, campaign_id, cost, state, redeemed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 100, 'counted', now())`,
      [
        redemptionId,
        stage.streamer.broadcasterId,
        stage.reward.twitchRewardId,
        stage.reward.id,
        viewer?.id ?? null,
        stage.streamer.id,
        stage.campaignId,
      ]
    )
    await sql.run('UPDATE redemptions SET instance_id = $2 WHERE id = $1', [
      redemptionId,
      instanceId,
    ])
    await sql.run(
      'UPDATE instances SET latest_viewer_ids = $2::bigint || latest_viewer_ids WHERE id = $1',
      [instanceId, viewer?.id ?? null]
    )
    ids.push(redemptionId)
  }
  return ids
}

/** One whose goal has just been reached, and waits for the worker. */
export async function begun(stage: TestStage) {
  const id = await arm(stage, { status: 'executing' })
  await testSql().run(
    `INSERT INTO executions (instance_id, action_id, deadline_at)
     SELECT id, rules->>'actionId', now() + interval '3 minutes' FROM instances WHERE id = $1`,
    [id]
  )
  return { id, redemptions: await contribute(stage, id, ['Ada']) }
}

export async function instance(id: string): Promise<InstanceRow> {
  const [row] = await testSql().run<InstanceRow>('SELECT * FROM instances WHERE id = $1', [id])
  if (!row) throw new Error(`There is no instance ${id}`)
  return row
}

export async function statusOf(id: string): Promise<string> {
  const { status } = await instance(id)
  return status
}

export async function reasonOf(id: string): Promise<string | null> {
  const { reason } = await instance(id)
  return reason
}

interface CommandFacts {
  id: string
  type: string
  payload: Record<string, unknown>
  origin: Record<string, unknown>
  status: string
}

export function commandsOf(instanceId: string): Promise<CommandFacts[]> {
  return testSql().run<CommandFacts>(
    'SELECT * FROM foundry_commands WHERE instance_id = $1 ORDER BY seq',
    [instanceId]
  )
}

interface ExecutionFacts {
  status: string
  result: Record<string, unknown> | null
}

export function executionsOf(instanceId: string): Promise<ExecutionFacts[]> {
  return testSql().run<ExecutionFacts>('SELECT * FROM executions WHERE instance_id = $1', [
    instanceId,
  ])
}

export async function executionStatus(instanceId: string): Promise<string | undefined> {
  const [execution] = await executionsOf(instanceId)
  return execution?.status
}

export async function executionResult(instanceId: string) {
  const [execution] = await executionsOf(instanceId)
  return execution?.result
}

/** What the worker for executions without a roll does when it is woken. */
export async function executePending(): Promise<void> {
  const worker = await app.container.make(ExecutePending)
  await worker.execute()
}

/** What the expiry worker does every second. */
export async function expireDue(): Promise<void> {
  const worker = await app.container.make(ExpireDue)
  await worker.execute()
}

/** States of redemptions, each with its reason. */
export async function settled(ids: string[]): Promise<string[]> {
  const rows = await testSql().run<{ said: string }>(
    `SELECT DISTINCT state || ' ' || COALESCE(reason, '-') AS said FROM redemptions
     WHERE id = ANY ($1::text[])`,
    [ids]
  )
  return rows.map(({ said }) => said)
}

/** Collects what is said of instances until it is disposed of. */
export function listen() {
  const heard: InstanceChanged[] = []
  const stop = emitter.on(InstanceChanged, (change) => void heard.push(change))

  return {
    heard,
    names: () => heard.map(({ change }) => change.event.replace('gamification:', '')),
    [Symbol.dispose]: () => stop(),
  }
}
