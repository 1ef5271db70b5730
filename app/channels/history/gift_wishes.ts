import { arrayLiteral } from '#core/lane/array_literal'
import type { Sql } from '#core/sql'
import { EARLY, type Gift, REACH_MS, type Recipient } from '#channels/history/gift_matching'
import { GIFT, IS_RECIPIENT, RECIPIENT } from '#channels/history/gift_rows'

/** Nearly all are nearer to each other than that, so that what is farther has an index of its own. */
const NEAR_MS = 1_000

const WISH = `jsonb_to_recordset($1::jsonb)
  AS x(channel text, tier text, gifter bigint, at timestamptz, reach int, low timestamptz, high timestamptz,
    near_low timestamptz, near_high timestamptz)`

/** How far off, as gapOf counts. */
const gap = (recipientAt: string, giftAt: string) =>
  `CASE WHEN ${recipientAt} < ${giftAt} THEN ${EARLY} ELSE -1 END * extract(epoch FROM ${giftAt} - ${recipientAt}) * 1000`

/** Recipients outside the pool who are nearer to these gifts than to what they have, the nearest first. */
const RECIPIENTS_FOR = `
  SELECT DISTINCT n.* FROM ${WISH} CROSS JOIN LATERAL (
    SELECT ${RECIPIENT} FROM (
      SELECT * FROM viewer_subscriptions s WHERE ${IS_RECIPIENT} AND s.channel_id = x.channel AND s.tier = x.tier
        AND s.gift_id IS NULL AND s.started_at BETWEEN x.low AND x.high
      UNION ALL
      SELECT * FROM viewer_subscriptions s WHERE ${IS_RECIPIENT} AND s.channel_id = x.channel AND s.tier = x.tier
        AND s.gift_gap <= ${NEAR_MS} AND s.started_at BETWEEN x.near_low AND x.near_high
      UNION ALL
      SELECT * FROM viewer_subscriptions s WHERE ${IS_RECIPIENT} AND s.channel_id = x.channel AND s.tier = x.tier
        AND s.gift_gap > ${NEAR_MS} AND s.started_at BETWEEN x.low AND x.high
    ) s JOIN viewers v ON v.id = s.viewer_id
    WHERE ${gap('s.started_at', 'x.at')} <= least(x.reach, coalesce(s.gift_gap, ${REACH_MS}))
      AND (s.gifter_id IS NULL OR s.gifter_id = x.gifter) AND s.id <> ALL ($2::bigint[])
    ORDER BY ${gap('s.started_at', 'x.at')}, s.id LIMIT 200
  ) n`

/** Gifts outside the pool that lack somebody, or are nearer to these recipients than to one they have. */
const GIFTS_FOR = `
  SELECT DISTINCT n.* FROM ${WISH} CROSS JOIN LATERAL (
    SELECT ${GIFT} FROM (
      SELECT * FROM subscription_gifts g WHERE g.channel_id = x.channel AND g.tier = x.tier
        AND g.found < g.total AND g.gifted_at BETWEEN x.low AND x.high
      UNION ALL
      SELECT * FROM subscription_gifts g WHERE g.channel_id = x.channel AND g.tier = x.tier
        AND g.farthest <= ${NEAR_MS} AND g.gifted_at BETWEEN x.near_low AND x.near_high
      UNION ALL
      SELECT * FROM subscription_gifts g WHERE g.channel_id = x.channel AND g.tier = x.tier
        AND g.farthest > ${NEAR_MS} AND g.gifted_at BETWEEN x.low AND x.high
    ) g LEFT JOIN viewers p ON p.id = g.gifter_id
    WHERE ${gap('x.at', 'g.gifted_at')} <= least(x.reach, coalesce(g.farthest, ${REACH_MS}))
      AND (x.gifter IS NULL OR x.gifter = g.gifter_id) AND g.id <> ALL ($2::bigint[])
    ORDER BY ${gap('x.at', 'g.gifted_at')}, g.id LIMIT 200
  ) n`

/** What of the other kind one would have: how far before it and after it, and how far off. */
type Wish = ReturnType<typeof wishOf>

/** @param known who is asked about no more */
export async function recipientsFor(
  sql: Sql,
  gifts: { gift: Gift; reach: number }[],
  known: Iterable<number>
): Promise<Recipient[]> {
  const wishes = gifts.map(({ gift, reach }) => wishOf(gift, reach, reach / EARLY, reach))
  return ask(sql, RECIPIENTS_FOR, wishes, known)
}

export async function giftsFor(
  sql: Sql,
  recipients: { recipient: Recipient; reach: number }[],
  known: Iterable<number>
): Promise<Gift[]> {
  const wishes = recipients.map(({ recipient, reach }) =>
    wishOf(recipient, reach, reach, reach / EARLY)
  )
  return ask(sql, GIFTS_FOR, wishes, known)
}

async function ask<Row>(
  sql: Sql,
  text: string,
  wishes: Wish[],
  known: Iterable<number>
): Promise<Row[]> {
  return wishes.length > 0
    ? sql.run<Row>(text, [JSON.stringify(wishes), arrayLiteral([...known], (id) => id)])
    : []
}

function wishOf(
  { channel, tier, gifter, at }: Gift | Recipient,
  reach: number,
  before: number,
  after: number
) {
  const time = (offset: number) => new Date(at.getTime() + offset).toISOString()
  const near = (most: number) => Math.ceil(Math.min(most, NEAR_MS))
  return {
    channel,
    tier,
    gifter,
    at,
    reach,
    low: time(-Math.ceil(before)),
    high: time(Math.ceil(after)),
    near_low: time(-near(before)),
    near_high: time(near(after)),
  }
}
