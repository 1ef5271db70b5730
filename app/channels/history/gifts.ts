import type { Sql } from '#core/sql'
import type { SpanChange } from '#channels/history/span_table'
import type { SubscriptionTold } from '#channels/history/subscriptions'
import type { StoredEvent } from '#channels/log/channel_events_stored'

type GiftEvent = Extract<StoredEvent, { kind: 'subscription_gift' }>

/** A recipient may be told of before the gift, and the last of a thousand some minutes later. */
const EARLY_MS = 60_000
const LATE_MS = 5 * 60_000

/** Gifts whose recipients are not all known, or subscriptions that may have been among them. */
interface Group {
  channel: string
  tier: string
  first: string
  last: string
  /** At most so many can belong together. */
  gifts: number
  recipients: number
}

interface Gift {
  id: number
  channel: string
  tier: string
  gifter: number | null
  left: number
  at: Date
}

interface Recipient {
  id: number
  channel: string
  tier: string
  at: Date
}

const GROUPS = `jsonb_to_recordset($1::jsonb) AS x(channel text, tier text, first timestamptz, last timestamptz,
  gifts int, recipients int)`

const ADD = `
  INSERT INTO subscription_gifts (channel_id, event_id, gifter_id, tier, total, gifted_at)
  SELECT channel, event, gifter, tier, total, at
  FROM jsonb_to_recordset($1::jsonb)
    AS x(channel text, event bigint, gifter bigint, tier text, total int, at timestamptz)
  ON CONFLICT (event_id) DO NOTHING`

/** The newest first: what is older has had its chance. */
const GIFTS = `
  SELECT g.id, g.channel_id AS channel, g.tier, g.gifter_id AS gifter, g.total - g.found AS left, g.gifted_at AS at
  FROM ${GROUPS} CROSS JOIN LATERAL (
    SELECT * FROM subscription_gifts g
    WHERE g.channel_id = x.channel AND g.tier = x.tier AND g.found < g.total
      AND g.gifted_at BETWEEN x.first - interval '5 minutes' AND x.last + interval '1 minute'
    ORDER BY g.gifted_at DESC LIMIT x.gifts) g`

const RECIPIENTS = `
  SELECT s.id, s.channel_id AS channel, s.tier, s.started_at AS at
  FROM ${GROUPS} CROSS JOIN LATERAL (
    SELECT * FROM viewer_subscriptions s
    WHERE s.channel_id = x.channel AND s.tier = x.tier AND s.is_gift AND s.gift_id IS NULL
      AND s.start_source = 'twitch.eventsub'
      AND s.started_at BETWEEN x.first - interval '1 minute' AND x.last + interval '5 minutes'
    ORDER BY s.started_at DESC LIMIT x.recipients) s`

const LINK = `
  UPDATE viewer_subscriptions s SET gift_id = x.gift, gifter_id = x.gifter
  FROM jsonb_to_recordset($1::jsonb) AS x(id bigint, gift bigint, gifter bigint) WHERE s.id = x.id`

const FOUND = `
  UPDATE subscription_gifts g SET found = g.found + x.count
  FROM jsonb_to_recordset($1::jsonb) AS x(id bigint, count int) WHERE g.id = x.id`

/**
 * Writes down gifts, and links recipients with the gift they were part of, whichever
 * was told first. Twitch does not say it: a gift takes as many as it was of, of its tier and
 * from about its time. The caller holds the channels.
 *
 * @param changes of subscriptions, some of which may be gifts
 */
export async function linkGifts(
  sql: Sql,
  given: { event: GiftEvent; gifterId: number | null }[],
  changes: SpanChange<SubscriptionTold>[]
): Promise<void> {
  if (given.length > 0) {
    await sql.run(ADD, [JSON.stringify(given.map(toRow))])
  }
  const groups = groupsOf(given, changes)
  if (groups.length === 0) {
    return
  }
  const [gifts, recipients] = await Promise.all([
    sql.run<Gift>(GIFTS, [JSON.stringify(groups)]),
    sql.run<Recipient>(RECIPIENTS, [JSON.stringify(groups)]),
  ])
  const links = matchGifts(gifts, recipients)
  if (links.length > 0) {
    const counts = Map.groupBy(links, ({ gift }) => gift)
      .entries()
      .map(([id, { length: count }]) => ({ id, count }))
    await Promise.all([
      sql.run(LINK, [JSON.stringify(links)]),
      sql.run(FOUND, [JSON.stringify([...counts])]),
    ])
  }
}

const toRow = ({ event, gifterId }: { event: GiftEvent; gifterId: number | null }) => ({
  channel: event.channelId,
  event: event.place,
  gifter: gifterId,
  tier: event.payload.tier,
  total: Math.max(0, event.payload.total),
  at: event.createdAt,
})

function groupsOf(given: { event: GiftEvent }[], changes: SpanChange<SubscriptionTold>[]): Group[] {
  const told = [
    ...given.map(({ event: { channelId: channel, createdAt, payload } }) => ({
      channel,
      tier: payload.tier,
      at: createdAt.getTime(),
      gifts: 1,
      recipients: Math.max(0, payload.total),
    })),
    ...changes.flatMap(({ key, now: { startedAt: at, told: told_ } }) =>
      at !== null && told_.isGift && told_.giftId === null
        ? [{ channel: String(key.channel_id), tier: told_.tier, at, gifts: 1, recipients: 1 }]
        : []
    ),
  ]
  const groups = Map.groupBy(told, ({ channel, tier }) => `${channel} ${tier}`)
  return groups
    .values()
    .map((group) => ({
      channel: group[0].channel,
      tier: group[0].tier,
      first: new Date(Math.min(...group.map(({ at }) => at))).toISOString(),
      last: new Date(Math.max(...group.map(({ at }) => at))).toISOString(),
      gifts: group.length,
      recipients: group.reduce((sum, { recipients }) => sum + recipients, 0),
    }))
    .toArray()
}

/**
 * Who got which gift: each recipient the gift nearest in time that still lacks somebody.
 *
 * @param gifts with how many recipients each still lacks
 */
export function matchGifts(
  gifts: Gift[],
  recipients: Recipient[]
): { id: number; gift: number; gifter: number | null }[] {
  const left = new Map(gifts.map((gift) => [gift.id, gift.left]))
  return recipients
    .toSorted((a, b) => a.at.getTime() - b.at.getTime() || a.id - b.id)
    .flatMap((recipient) => {
      const near = gifts.filter((gift) => (left.get(gift.id) ?? 0) > 0 && isNear(gift, recipient))
      const [gift] = near.sort((a, b) => distance(a, recipient) - distance(b, recipient))
      if (!gift) {
        return []
      }
      left.set(gift.id, (left.get(gift.id) ?? 0) - 1)
      return [{ id: recipient.id, gift: gift.id, gifter: gift.gifter }]
    })
}

function isNear(gift: Gift, recipient: Recipient): boolean {
  const after = recipient.at.getTime() - gift.at.getTime()
  return (
    gift.channel === recipient.channel &&
    gift.tier === recipient.tier &&
    after >= -EARLY_MS &&
    after <= LATE_MS
  )
}

const distance = (gift: Gift, recipient: Recipient) =>
  Math.abs(recipient.at.getTime() - gift.at.getTime())
