import type { Sql } from '#core/sql'
import {
  createCampaign,
  createEvent,
  createInstance,
  createMember,
  createReward,
  setViewers,
} from '#tests/support/fixtures'
import { createRedemptions } from '#tests/support/screens/ledger'
import { listenTo } from '#tests/support/screens/listening'
import { createPerson, createViewers, type Person } from '#tests/support/screens/people'
import { createRolls, createTable } from '#tests/support/screens/table'
import { createTogether } from '#tests/support/screens/together'

export interface Showcase {
  campaignId: string
  events: { twist: string; rescue: string; voice: string }
  gm: Person
  mira: Person
  tobi: Person
  viewer: Person
}

const NAMES = ['Ashgrove', 'Nyx_in_the_Dark', 'Perrin', 'Odalys', 'hexagonal_hare', 'Juno']

/**
 * A session in full swing: one goal collects, one is armed, one waits for the
 * GM; redemptions in every state; a table with rolls; an invitation under way.
 */
export async function createShowcase(sql: Sql): Promise<Showcase> {
  const gm = await createPerson(sql, 'Ada', { isAdmin: true })
  const mira = await createPerson(sql, 'Mira Streams')
  const tobi = await createPerson(sql, 'Tobi Plays')
  const viewer = await createPerson(sql, 'Nyx', { scopes: [], broadcasterType: '' })
  const campaign = {
    name: 'The Sunken Keep',
    description: 'A drowned fortress, four fools, and a tide that keeps the time.',
  }
  const { id: campaignId } = await createCampaign(sql, { ownerId: gm.id, campaign })
  await createMember(sql, campaignId, mira.id, 'streamer')
  await createMember(sql, campaignId, tobi.id, 'streamer')

  const events = await createEvents(sql, campaignId)
  const whose = { campaignId, streamerId: mira.id }
  const viewers = await createViewers(sql, NAMES)
  const latest = `{${viewers.slice(0, 4).join(',')}}`
  const rewards = {
    twist: await createReward(sql, { streamer: mira, campaignId, eventId: events.twist }),
    rescue: await createReward(
      sql,
      { streamer: mira, campaignId, eventId: events.rescue },
      {
        reward: { title: 'Last chance', is_paused: true, pause_reason: 'no_instance_open' },
        config: { cost: 250 },
      }
    ),
  }

  const collecting = await createInstance(
    sql,
    { ...whose, eventId: events.twist },
    { objective: 12, progress: 8, version: 9, latest_viewer_ids: latest }
  )
  await createInstance(
    sql,
    { ...whose, eventId: events.rescue },
    { objective: 6, progress: 6, status: 'armed', armed_at: 'now', latest_viewer_ids: latest }
  )
  await createInstance(
    sql,
    { campaignId, streamerId: tobi.id, eventId: events.voice },
    { objective: 5, progress: 5, status: 'awaiting_approval', approval_required: true }
  )

  const connectionId = await createTable(sql, campaignId)
  const [rollId = ''] = await createRolls(sql, { ...whose, connectionId }, [
    {
      who: 'Brannoc',
      formula: '1d20 + 5',
      total: 25,
      natural: 20,
      outcome: 'Turned by Twist of fate',
      minutesAgo: 21,
    },
    { who: 'Selune of the Long Road', formula: '1d20 + 2', total: 3, natural: 1, minutesAgo: 6 },
    { who: 'Brannoc', formula: '2d20kh + 7', total: 19, natural: 12, minutesAgo: 2 },
  ])
  const done = await createInstance(
    sql,
    { campaignId, streamerId: tobi.id, eventId: events.twist },
    { objective: 10, progress: 10 }
  )
  await sql.run(
    `UPDATE instances SET version = version + 1, status = 'completed', reason = 'completed', roll_id = $2,
       ended_at = now() - interval '20 minutes' WHERE id = $1`,
    [done, rollId]
  )

  const of = { ...whose, reward: rewards.twist }
  await createRedemptions(sql, { ...of, instanceId: collecting }, [
    { viewerId: viewers[0] ?? 0, state: 'counted', minutesAgo: 1 },
    { viewerId: viewers[1] ?? 0, state: 'counted', minutesAgo: 2 },
  ])
  await createRedemptions(sql, of, [
    { viewerId: viewers[2] ?? 0, state: 'refund_pending', reason: 'over_objective', minutesAgo: 3 },
    {
      viewerId: viewers[3] ?? 0,
      state: 'fulfil_pending',
      reason: 'completed',
      stuck: 'missing_on_twitch',
      minutesAgo: 19,
    },
    { viewerId: viewers[4] ?? 0, state: 'fulfilled', reason: 'completed', minutesAgo: 24 },
    { viewerId: viewers[5] ?? 0, state: 'refunded', reason: 'cooling_down', minutesAgo: 31 },
  ])

  await createTogether(sql, campaignId, [mira, tobi])
  await setViewers(sql, mira.id, 42)
  await connectChannel(sql, mira.id)
  await speakInChat(sql, mira.id)
  await listenTo(sql, mira.id)
  await fillSlots(sql, mira.id, campaignId)
  return { campaignId, events, gm, mira, tobi, viewer }
}

async function createEvents(sql: Sql, campaignId: string): Promise<Showcase['events']> {
  return {
    twist: await createEvent(sql, campaignId, {
      event: {
        name: 'Twist of fate',
        description: 'The next critical roll becomes its opposite.',
        coefficient: 0.3,
        minimum: 5,
        cost: 300,
        viewer_cap: 1,
        reward_colour: '#7C3AED',
      },
    }),
    rescue: await createEvent(sql, campaignId, {
      event: {
        name: 'Last chance',
        mode: 'open',
        trigger_settings: JSON.stringify({ on: 'failure', faces: 20 }),
        duration_seconds: 60,
        cost: 200,
        minimum: 6,
        position: 1,
      },
    }),
    voice: await createEvent(sql, campaignId, {
      event: {
        name: 'Voice of the crowd',
        mode: 'immediate',
        trigger_id: 'manual',
        action_id: 'chat_message',
        action_settings: JSON.stringify({ message: 'The crowd roars: {viewers}!' }),
        approval_required: true,
        minimum: 5,
        position: 2,
      },
      config: { is_enabled: true },
    }),
  }
}

/** Twitch's list of the channel's rewards, and one of ours that Twitch would not delete. */
async function fillSlots(sql: Sql, streamerId: string, campaignId: string): Promise<void> {
  const theirs = ['Hydrate!', 'Choose the next song', 'VIP for a day', 'Say hello in Elvish']
  await sql.run(
    `INSERT INTO reward_slots (streamer_id, rewards, listed_at)
     SELECT $1, (
       SELECT jsonb_agg(jsonb_build_object('id', twitch_reward_id, 'title', title))
       FROM rewards WHERE streamer_id = $1) || $2::jsonb, now() - interval '4 minutes'`,
    [streamerId, JSON.stringify(theirs.map((title) => ({ id: title, title })))]
  )
  await sql.run(
    `INSERT INTO rewards (id, streamer_id, broadcaster_id, campaign_id, handler, subject_id,
       twitch_reward_id, title, cost, state, retired_at, failure_code, failure_message, attempts,
       next_attempt_at)
     SELECT gen_random_uuid(), $1, broadcaster_id, $2, 'event', gen_random_uuid(), 'orphan',
       'The tide turns', 150, 'orphaned', now(), 'unavailable',
       'Twitch does not answer at the moment. It is tried again by itself.', 3, now() + interval '1 hour'
     FROM rewards WHERE streamer_id = $1 LIMIT 1`,
    [streamerId, campaignId]
  )
}

/** The chat is told how goals go; Twitch has just withheld a line. */
async function speakInChat(sql: Sql, streamerId: string): Promise<void> {
  await sql.run(
    `UPDATE twitch_accounts SET scopes = scopes || '{user:write:chat}' WHERE user_id = $1`,
    [streamerId]
  )
  await sql.run(`INSERT INTO channel_features (streamer_id, feature) VALUES ($1, 'chat_lines')`, [
    streamerId,
  ])
  await sql.run(
    `INSERT INTO chat_voices (streamer_id, said_at, problem)
     VALUES ($1, now() - interval '7 minutes',
       'Twitch withheld the last line: Your message is being checked.')`,
    [streamerId]
  )
}

async function connectChannel(sql: Sql, streamerId: string): Promise<void> {
  await sql.run(
    `INSERT INTO eventsub_connections (streamer_id, state, connected_at, last_message_at, last_event_at)
     VALUES ($1, 'connected', now(), now(), now() - interval '1 minute')`,
    [streamerId]
  )
}
