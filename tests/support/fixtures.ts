import db from '@adonisjs/lucid/services/db'
import { randomUUID } from 'node:crypto'
import { uuidv7 } from '#core/ids'
import { type Sql, type SqlValue, onLucid } from '#core/sql'

/**
 * Rows for specs and benches, one statement each, with sensible defaults. Every
 * function takes the columns to differ in, and answers what the next one needs.
 * `sql` comes first, so that they also work on a bare `pg` client.
 */
type Columns = Record<string, SqlValue>

/** The app's own database, outside of any transaction. */
export const testSql = (): Sql => onLucid(db.connection())

async function insert(sql: Sql, table: string, columns: Columns): Promise<void> {
  const names = Object.keys(columns)
  const places = names.map((_, index) => `$${index + 1}`)
  await sql.run(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${places.join(', ')})`,
    Object.values(columns)
  )
}

let serial = 0
/** Digits no other call in this process gives; Twitch ids are digits. */
const twitchDigits = () => `${process.pid}${Date.now() % 1_000_000_000}${serial++}`

export async function createUser(sql: Sql, name = 'Someone'): Promise<string> {
  const id = uuidv7()
  await insert(sql, 'users', { id, display_name: name })
  return id
}

export interface TestStreamer {
  id: string
  /** Twitch's user id, which is the broadcaster id of the channel. */
  broadcasterId: string
  login: string
}

/** A user with a Twitch account; the tokens are nonsense that nothing can decrypt. */
export async function createStreamer(
  sql: Sql,
  options: { name?: string; viewers?: number | null; account?: Columns } = {}
): Promise<TestStreamer> {
  const id = await createUser(sql, options.name ?? 'Streamer')
  const broadcasterId = twitchDigits()
  // Twitch's logins have 25 characters at most.
  const login = `s_${broadcasterId}`

  await insert(sql, 'twitch_accounts', {
    id: uuidv7(),
    user_id: id,
    twitch_id: broadcasterId,
    login,
    display_name: options.name ?? 'Streamer',
    broadcaster_type: 'affiliate',
    access_token: 'nonsense',
    refresh_token: 'nonsense',
    ...options.account,
  })

  if (options.viewers !== undefined && options.viewers !== null) {
    await setViewers(sql, id, options.viewers)
  }

  return { id, broadcasterId, login }
}

/** The channel is live with so many viewers, as of now. */
export async function setViewers(sql: Sql, streamerId: string, viewers: number): Promise<void> {
  await sql.run(
    `INSERT INTO channel_states (streamer_id, is_live, viewer_count, started_at, sampled_at)
     VALUES ($1, true, $2, now(), now())
     ON CONFLICT (streamer_id) DO UPDATE
       SET is_live = true, viewer_count = excluded.viewer_count, sampled_at = now(), heard_at = now(),
           offline_since = NULL`,
    [streamerId, viewers]
  )
}

export async function createCampaign(
  sql: Sql,
  options: { ownerId?: string } & { campaign?: Columns } = {}
): Promise<{ id: string; ownerId: string }> {
  const id = uuidv7()
  const ownerId = options.ownerId ?? (await createUser(sql, 'Game master'))
  await insert(sql, 'campaigns', { id, name: 'The Sunken Keep', ...options.campaign })
  await createMember(sql, id, ownerId, 'owner')
  return { id, ownerId }
}

export async function createMember(
  sql: Sql,
  campaignId: string,
  userId: string,
  role: 'owner' | 'co_gm' | 'streamer',
  isLive = role === 'streamer'
): Promise<void> {
  await insert(sql, 'campaign_members', {
    id: uuidv7(),
    campaign_id: campaignId,
    user_id: userId,
    role,
    is_live: isLive,
  })
}

/**
 * An event the GM has enabled: `consume`, triggered by a critical, inverted by
 * `dice_invert`. The objective is `minimum` unless `coefficient` says otherwise.
 */
export async function createEvent(
  sql: Sql,
  campaignId: string,
  options: { event?: Columns; config?: Columns } = {}
): Promise<string> {
  const id = uuidv7()
  await insert(sql, 'gamification_events', {
    id,
    campaign_id: campaignId,
    name: 'Twist of fate',
    trigger_id: 'dice_critical',
    action_id: 'dice_invert',
    coefficient: 0,
    minimum: 10,
    ...options.event,
  })
  await insert(sql, 'campaign_configs', { event_id: id, is_enabled: true, ...options.config })
  return id
}

export interface TestReward {
  id: string
  twitchRewardId: string
  broadcasterId: string
}

/** The streamer's reward for an event, present on Twitch and on sale. */
export async function createReward(
  sql: Sql,
  of: { streamer: TestStreamer; campaignId: string; eventId: string },
  options: { reward?: Columns; config?: Columns } = {}
): Promise<TestReward> {
  const id = uuidv7()
  const twitchRewardId = randomUUID()
  await insert(sql, 'streamer_configs', {
    event_id: of.eventId,
    streamer_id: of.streamer.id,
    is_enabled: true,
    ...options.config,
  })
  await insert(sql, 'rewards', {
    id,
    streamer_id: of.streamer.id,
    broadcaster_id: of.streamer.broadcasterId,
    campaign_id: of.campaignId,
    handler: 'event',
    subject_id: of.eventId,
    twitch_reward_id: twitchRewardId,
    state: 'present',
    title: 'Twist of fate',
    cost: 100,
    is_enabled: true,
    ...options.reward,
  })
  return { id, twitchRewardId, broadcasterId: of.streamer.broadcasterId }
}

export interface TestStage {
  ownerId: string
  campaignId: string
  streamer: TestStreamer
  eventId: string
  reward: TestReward
}

/** Campaign, streamer, event and reward at once: what most specs need. */
export async function createStage(
  sql: Sql,
  options: { event?: Columns; config?: Columns; reward?: Columns; campaign?: Columns } = {}
): Promise<TestStage> {
  const campaign = await createCampaign(sql, { campaign: options.campaign })
  const streamer = await createStreamer(sql, { viewers: 5 })
  await createMember(sql, campaign.id, streamer.id, 'streamer')
  const eventId = await createEvent(sql, campaign.id, options)
  const reward = await createReward(
    sql,
    { streamer, campaignId: campaign.id, eventId },
    { reward: options.reward }
  )
  return { ownerId: campaign.ownerId, campaignId: campaign.id, streamer, eventId, reward }
}

/** A running instance of an event, with the rules as the event has them now. */
export async function createInstance(
  sql: Sql,
  of: { campaignId: string; eventId: string; streamerId: string | null },
  columns: Columns = {}
): Promise<string> {
  const id = uuidv7()
  await sql.run(
    `INSERT INTO instances (id, campaign_id, event_id, streamer_id, kind, mode, objective,
       viewer_count, viewer_count_source, rules, expires_at)
     SELECT $1, e.campaign_id, e.id, $3, e.kind, e.mode, e.minimum, 0, 'fallback',
       jsonb_build_object('eventName', e.name, 'cost', e.cost, 'coefficient', e.coefficient,
         'minimum', e.minimum, 'durationSeconds', e.duration_seconds, 'armedSeconds', e.armed_seconds,
         'cooldownSeconds', e.cooldown_seconds, 'viewerCap', e.viewer_cap,
         'viewerStreamCap', e.viewer_stream_cap, 'overshoot', e.overshoot,
         'triggerId', e.trigger_id, 'triggerSettings', e.trigger_settings,
         'actionId', e.action_id, 'actionSettings', e.action_settings,
         'approvalRequired', e.approval_required),
       now() + make_interval(secs => e.duration_seconds)
     FROM gamification_events e WHERE e.id = $2`,
    [id, of.eventId, of.streamerId]
  )
  for (const [column, value] of Object.entries(columns)) {
    const version = column === 'version' ? '' : 'version = version + 1, '
    await sql.run(`UPDATE instances SET ${version}${column} = $2 WHERE id = $1`, [id, value])
  }
  return id
}
