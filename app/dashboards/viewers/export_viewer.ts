import type { Sql, SqlValue } from '#core/sql'

interface Viewer {
  viewerId: number
  twitchId: string
}

/** A part of what is known: the name it has in the file, and how to read it. */
interface Part {
  name: string
  /** Of $1, the viewer's id, from $2 rows on, at most $3; columns are named as in the file. */
  text: string
  /** Where $1 is Twitch's id. */
  isByTwitchId?: true
}

/** So many rows are in memory at once. */
const CHUNK = 1_000

const CHANNEL = `(SELECT a.login FROM twitch_accounts a WHERE a.twitch_id = t.channel_id) AS channel, t.channel_id AS "channelId"`

const PARTS: Part[] = [
  {
    name: 'viewer',
    text: `SELECT twitch_id AS "twitchId", login, display_name AS "displayName", is_hidden AS "isHidden",
             first_seen_at AS "firstSeenAt" FROM viewers WHERE id = $1`,
  },
  {
    name: 'redemptions',
    text: `SELECT t.id, u.display_name AS streamer, w.title AS reward, t.cost, t.user_input AS input, t.state,
             t.reason, t.redeemed_at AS "redeemedAt", t.settled_at AS "settledAt"
           FROM redemptions t LEFT JOIN rewards w ON w.id = t.reward_id LEFT JOIN users u ON u.id = t.streamer_id
           WHERE t.viewer_id = $1 ORDER BY t.redeemed_at, t.id`,
  },
  {
    name: 'cardPacks',
    text: `SELECT u.display_name AS streamer, s.name AS set, t.number, t.state, t.opened_at AS "boughtAt",
             t.shown_at AS "shownAt", CASE t.state WHEN 'shown' THEN (
               SELECT jsonb_agg(jsonb_build_object('card', c.name, 'look', v.name) ORDER BY k.slot)
               FROM opening_cards k JOIN cards c ON c.id = k.card_id LEFT JOIN card_variants v ON v.id = k.variant_id
               WHERE k.opening_id = t.id) END AS cards
           FROM openings t JOIN users u ON u.id = t.streamer_id LEFT JOIN card_sets s ON s.id = t.set_id
           WHERE t.viewer_id = $1 ORDER BY t.opened_at, t.id`,
  },
  {
    name: 'cardChanges',
    text: `SELECT u.display_name AS streamer, t.kind, c.name AS card, v.name AS look, t.quantity, t.dust, t.at
           FROM collection_changes t JOIN users u ON u.id = t.streamer_id LEFT JOIN cards c ON c.id = t.card_id
           LEFT JOIN card_variants v ON v.id = t.variant_id WHERE t.viewer_id = $1 ORDER BY t.id`,
  },
  {
    name: 'follows',
    text: `SELECT ${CHANNEL}, followed_at AS "from", unfollowed_at AS "to" FROM follower_history t
           WHERE viewer_id = $1 ORDER BY id`,
  },
  {
    name: 'subscriptions',
    text: `SELECT ${CHANNEL}, tier, is_gift AS "isGift", started_at AS "from", ended_at AS "to",
             cumulative_months AS "cumulativeMonths", streak_months AS "streakMonths"
           FROM viewer_subscriptions t WHERE viewer_id = $1 ORDER BY id`,
  },
  {
    name: 'giftsGiven',
    text: `SELECT ${CHANNEL}, tier, total, gifted_at AS at FROM subscription_gifts t
           WHERE gifter_id = $1 ORDER BY id`,
  },
  {
    name: 'roles',
    text: `SELECT ${CHANNEL}, role, granted_at AS "from", revoked_at AS "to" FROM viewer_roles t
           WHERE viewer_id = $1 ORDER BY id`,
  },
  {
    name: 'events',
    text: `SELECT ${CHANNEL}, kind, created_at AS at, payload FROM channel_events t
           WHERE user_id = $1 ORDER BY created_at, id`,
    isByTwitchId: true,
  },
]

/** All that is kept of a viewer, as JSON, read as fast as it is taken. */
export async function* exportViewer(sql: Sql, viewer: Viewer, now: Date): AsyncGenerator<string> {
  yield `{\n  "exportedAt": ${JSON.stringify(now)}`
  for (const { name, text, isByTwitchId } of PARTS) {
    yield `,\n  ${JSON.stringify(name)}: [`
    let between = '\n    '
    for await (const row of rowsOf(sql, isByTwitchId ? viewer.twitchId : viewer.viewerId, text)) {
      yield between + JSON.stringify(row)
      between = ',\n    '
    }
    yield '\n  ]'
  }
  yield '\n}\n'
}

async function* rowsOf(sql: Sql, id: SqlValue, text: string): AsyncGenerator<unknown> {
  for (let offset = 0; ; offset += CHUNK) {
    const rows = await sql.run(`${text} OFFSET $2 LIMIT $3`, [id, offset, CHUNK])
    yield* rows
    if (rows.length < CHUNK) {
      return
    }
  }
}
