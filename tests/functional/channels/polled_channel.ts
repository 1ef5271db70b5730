import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { Clock } from '#core/clock'
import { EventSubManager } from '#channels/eventsub/websocket/event_sub_manager'
import { Poller } from '#channels/polling/poller'
import { SUBSCRIPTIONS } from '#twitch/eventsub/wanted_subscriptions'
import { createCampaign, createMember, testSql } from '#tests/support/fixtures'
import { createStreamer } from '#tests/support/streamer'
import { FastClock } from '#tests/support/fast_clock'
import { until } from '#tests/support/until'
import type { TwitchSimulator } from '#tests/support/twitch_simulator'

export const AUDIENCE_SCOPES = [
  'channel:manage:redemptions',
  'moderator:read:followers',
  'channel:read:subscriptions',
  'moderation:read',
  'channel:read:vips',
]

const LISTENED = [
  ...SUBSCRIPTIONS.followers,
  ...SUBSCRIPTIONS.subscribers,
  ...SUBSCRIPTIONS.moderators,
  ...SUBSCRIPTIONS.vips,
]

export type PolledChannel = Awaited<ReturnType<typeof polledChannel>>

type Act = 'follow' | 'unfollow'

interface Options {
  features?: string[]
  scopes?: string[]
}

/** Mira's channel on the simulator, with its polling by a clock that moves when told to. */
export async function polledChannel(
  simulator: TwitchSimulator,
  { features = ['followers'], scopes = AUDIENCE_SCOPES }: Options = {}
) {
  const clock = new FastClock()
  app.container.swap(Clock, () => clock)
  const { user, twitchId } = await createStreamer(simulator, 'mira', { scopes })
  const campaign = await createCampaign(testSql())
  await createMember(testSql(), campaign.id, user.id, 'streamer')
  for (const feature of features) {
    await testSql().run('INSERT INTO channel_features (streamer_id, feature) VALUES ($1, $2)', [
      user.id,
      feature,
    ])
  }
  const poller = await app.container.make(Poller)
  const act = (what: Act, viewer: string) =>
    simulator.control('POST', `/${what}`, { broadcaster: 'mira', viewer })

  return {
    clock,
    poller,
    streamerId: user.id,
    channelId: twitchId,
    /** One look, and whatever is due read to its end. */
    turn: async () => {
      await poller.turn()
      await poller.idle()
    },
    act,
    /** Each after the other: the order of the list. */
    inTurn: async (what: Act, viewers: string[]) => {
      for (const viewer of viewers) await act(what, viewer)
    },
    /** In whatever order, which is quicker. */
    all: (what: Act, viewers: string[]) => Promise.all(viewers.map((viewer) => act(what, viewer))),
    row: async (subject = 'followers') => {
      const row: unknown = await db
        .from('channel_polls')
        .where({ streamer_id: user.id, subject })
        .first()
      return row as PollRow
    },
  }
}

interface PollRow {
  mode: string
  mode_reason: string | null
  mode_since: Date
  next_at: Date
  pass_id: number
  pass_began_at: Date | null
  stage: string
  cursor: string | null
  attempts: number
  problem: string | null
  finished_at: Date | null
  last_listed: number | null
  last_found: number | null
  last_gone: number | null
}

/** As if Twitch's events came, or as if the connection were lost. */
export async function connection(streamerId: string, state: 'connected' | 'reconnecting') {
  await testSql().run(
    `INSERT INTO eventsub_connections (streamer_id, state, last_message_at) VALUES ($1, $2, now())
     ON CONFLICT (streamer_id) DO UPDATE SET state = excluded.state, last_message_at = now()`,
    [streamerId, state]
  )
  for (const { type, version } of state === 'connected' ? LISTENED : []) {
    await testSql().run(
      `INSERT INTO eventsub_subscriptions (id, streamer_id, type, version, condition, target, status)
       VALUES (gen_random_uuid(), $1, $2, $3, '{}', 'session', 'enabled') ON CONFLICT DO NOTHING`,
      [streamerId, type, version]
    )
  }
}

/** Who follows now, and who has left, by login. */
export async function follows() {
  const rows = await db
    .from('follower_history as h')
    .join('viewers as v', 'v.id', 'h.viewer_id')
    .select('v.login', 'h.unfollowed_at', 'h.unfollow_source', 'h.follow_source')
    .orderBy('v.login')
  return {
    now: rows.filter((row) => row.unfollowed_at === null).map((row) => String(row.login)),
    gone: rows.filter((row) => row.unfollowed_at !== null).map((row) => String(row.login)),
    rows,
  }
}

/** What the log tells, oldest first. */
export async function told(): Promise<[kind: string, source: string][]> {
  const rows = await db.from('channel_events').orderBy('id').select('kind', 'source')
  return rows.map(({ kind, source }) => [kind, source])
}

/** The connection to Twitch's events, as the app and the simulator have it. */
export async function listening(simulator: TwitchSimulator, streamerId: string) {
  const manager = await app.container.make(EventSubManager)
  const state = async () => {
    const row: { state: string } | null = await db
      .from('eventsub_states')
      .where('streamer_id', streamerId)
      .first()
    return row?.state
  }
  const isHeard = async () => {
    const missing = await db
      .from('eventsub_subscriptions')
      .where('streamer_id', streamerId)
      .whereNot('status', 'enabled')
    return (await state()) === 'connected' && missing.length === 0
  }

  return {
    stop: () => manager.stop(),
    begin: async () => {
      await manager.sync()
      await until('Twitch’s events come', isHeard)
    },
    /** No socket gets through any more. */
    cut: async () => {
      await simulator.control('POST', '/faults/delivery', { refuseSockets: 1_000 })
      await simulator.control('POST', '/sockets/drop', { login: 'mira' })
      await until('the connection is lost', async () => (await state()) === 'reconnecting')
    },
    heal: async () => {
      await simulator.control('DELETE', '/faults')
      await until('Twitch’s events come again', isHeard, 30_000)
    },
  }
}
