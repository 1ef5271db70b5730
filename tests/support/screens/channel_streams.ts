import { uuidv7 } from '#core/ids'
import type { Sql } from '#core/sql'
import type { Person } from '#tests/support/screens/people'

interface Stream {
  title: string
  beganMinutesAgo: number
  minutes: number
  isOver: boolean
  crowd: number
}

/** A stream with how many watched, twice a minute: they come, stay, and leave. */
async function createStream(sql: Sql, channelId: string, stream: Stream): Promise<string> {
  const id = uuidv7()
  await sql.run(
    `INSERT INTO stream_sessions (id, channel_id, twitch_stream_id, started_at, start_source, ended_at, end_source,
       title, category)
     VALUES ($1::uuid, $2, $1::uuid::text, now() - make_interval(mins => $3), 'twitch.eventsub',
       CASE WHEN $4::boolean THEN now() - make_interval(mins => $3) + make_interval(mins => $5) END,
       CASE WHEN $4::boolean THEN 'twitch.eventsub' END, $6, 'Tabletop RPGs')`,
    [id, channelId, stream.beganMinutesAgo, stream.isOver, stream.minutes, stream.title]
  )
  await sql.run(
    `INSERT INTO stream_samples (session_id, at, viewers)
     SELECT $1, now() - make_interval(mins => $2) + make_interval(secs => 30 * n),
       greatest(0, $4::int * sin(pi() * least(0.93, 0.04 + n / ($3::float8 * 2)))
         + $4::int * 0.12 * sin(n / 7.0) + (n * 37 % 11) - 5)::int
     FROM generate_series(0, $3::int * 2 - 1) AS n
     -- Twitch did not answer for a while.
     WHERE n NOT BETWEEN $3::int * 2 * 0.7 AND $3::int * 2 * 0.76`,
    [id, stream.beganMinutesAgo, stream.minutes, stream.crowd]
  )
  return id
}

/** Redemptions and rolls all along a stream of long ago. */
async function fill(sql: Sql, streamerId: string, sessionId: string): Promise<void> {
  await sql.run(
    `INSERT INTO redemptions (id, broadcaster_id, twitch_reward_id, reward_id, viewer_id, streamer_id,
       cost, state, reason, redeemed_at, settled_at, settled_by)
     SELECT 'past-' || n, r.broadcaster_id, r.twitch_reward_id, r.reward_id, r.viewer_id, r.streamer_id, 300,
       CASE WHEN n % 6 = 0 THEN 'refunded' ELSE 'fulfilled' END, CASE WHEN n % 6 = 0 THEN 'expired' ELSE 'completed' END,
       s.started_at + (s.ended_at - s.started_at) * ((n * 7919 % 1000) / 1000.0), now(), 'us'
     FROM generate_series(1, 140) AS n, stream_sessions s,
       (SELECT * FROM redemptions WHERE streamer_id = $1 LIMIT 1) r
     WHERE s.id = $2`,
    [streamerId, sessionId]
  )
  await sql.run(
    `INSERT INTO foundry_rolls (id, campaign_id, connection_id, event_id, message_id, roll_index, actor_id,
       actor_name, foundry_user_id, foundry_user_name, streamer_id, formula, total, dice, "natural", faces,
       critical, source, confidence, rolled_at, received_at)
     SELECT gen_random_uuid(), f.campaign_id, f.connection_id, 'past:' || n, 'past:' || n, 0, 'a1', 'Brannoc', 'u1', 'Mira',
       $1, '1d20 + 5', 5 + n % 20, '[]', n % 20, 20,
       CASE n % 9 WHEN 0 THEN 'success' WHEN 4 THEN 'failure' END, 'system', 'high', t.at, t.at
     FROM generate_series(1, 22) AS n, stream_sessions s, (SELECT * FROM foundry_rolls LIMIT 1) f,
       LATERAL (SELECT s.started_at + (s.ended_at - s.started_at) * ((n * 613 % 1000) / 1000.0) AS at) t
     WHERE s.id = $2`,
    [streamerId, sessionId]
  )
}

/** A few streams of the past, and one that is on. */
export async function createStreams(
  sql: Sql,
  { id, broadcasterId }: Person
): Promise<{ past: string; now: string }> {
  const DAY = 1_440
  await createStream(sql, broadcasterId, {
    title: 'The Sunken Keep, part 5: a door too many',
    beganMinutesAgo: 14 * DAY + 200,
    minutes: 190,
    isOver: true,
    crowd: 41,
  })
  const past = await createStream(sql, broadcasterId, {
    title: 'The Sunken Keep, part 6: low water',
    beganMinutesAgo: 7 * DAY + 230,
    minutes: 215,
    isOver: true,
    crowd: 64,
  })
  await fill(sql, id, past)
  const now = await createStream(sql, broadcasterId, {
    title: 'The Sunken Keep, part 7: what the tide left',
    beganMinutesAgo: 160,
    minutes: 160,
    isOver: false,
    crowd: 52,
  })
  return { past, now }
}
