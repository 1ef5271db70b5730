import type { Sql } from '#core/sql'
import type { Gift, Link, Recipient } from '#channels/history/gift_matching'
import { farthestOf, GiftPool } from '#channels/history/gift_pool'
import { GIFT, IS_RECIPIENT, RECIPIENT } from '#channels/history/gift_rows'
import type { SpanChange } from '#channels/history/span_table'
import type { SubscriptionTold } from '#channels/history/subscriptions'
import type { StoredEvent } from '#channels/log/channel_events_stored'

type GiftEvent = Extract<StoredEvent, { kind: 'subscription_gift' }>

const ADD = `
  WITH added AS (
    INSERT INTO subscription_gifts (channel_id, event_id, gifter_id, tier, total, gifted_at)
    SELECT channel, event, gifter, tier, total, at
    FROM jsonb_to_recordset($1::jsonb)
      AS x(channel text, event bigint, gifter bigint, tier text, total int, at timestamptz)
    ON CONFLICT (event_id) DO NOTHING RETURNING *)
  SELECT ${GIFT} FROM added g LEFT JOIN viewers p ON p.id = g.gifter_id`

const CHANGED = `
  SELECT ${RECIPIENT}, ${IS_RECIPIENT} AS "isRecipient"
  FROM jsonb_to_recordset($1::jsonb) AS x(channel text, viewer bigint)
  JOIN viewer_subscriptions s ON s.channel_id = x.channel AND s.viewer_id = x.viewer
  JOIN viewers v ON v.id = s.viewer_id
  WHERE s.gift_id IS NOT NULL OR (${IS_RECIPIENT})`

const LINK = `
  UPDATE viewer_subscriptions s SET gift_id = x.gift, gift_gap = x.gap
  FROM jsonb_to_recordset($1::jsonb) AS x(id bigint, gift bigint, gap int) WHERE s.id = x.id`

const FOUND = `
  UPDATE subscription_gifts g SET found = x.found, farthest = x.farthest
  FROM jsonb_to_recordset($1::jsonb) AS x(id bigint, found int, farthest int) WHERE g.id = x.id`

/**
 * Writes down gifts, and links recipients with the gift they were part of. Twitch does not say
 * which: a gift has as many as it was of, of its tier and from about its time. Whatever is told when, the
 * links are the same (gift_matching.ts). The caller holds the channels.
 *
 * @param changes of subscriptions, some of which may be gifts
 */
export async function linkGifts(
  sql: Sql,
  given: { event: GiftEvent; gifterId: number | null }[],
  changes: SpanChange<SubscriptionTold>[]
): Promise<void> {
  const things = changes.filter(concernsGifts).map(({ key }) => ({
    channel: key.channel_id,
    viewer: key.viewer_id,
  }))
  const [gifts, changed] = await Promise.all([
    given.length > 0 ? sql.run<Gift>(ADD, [JSON.stringify(given.map(toRow))]) : [],
    things.length > 0
      ? sql.run<Recipient & { isRecipient: boolean | null }>(CHANGED, [JSON.stringify(things)])
      : [],
  ])
  if (gifts.length + changed.length > 0) {
    const left = changed.filter(({ isRecipient }) => !isRecipient)
    const pool = new GiftPool(sql, left)
    const links = await pool.settle(
      gifts,
      changed.filter(({ isRecipient }) => isRecipient)
    )
    await write(sql, pool, links)
  }
}

/** Whether a change is of whether, when or by whom it was given. */
function concernsGifts({ before, now }: SpanChange<SubscriptionTold>): boolean {
  const told = (span: typeof now | typeof before) =>
    span?.told.isGift
      ? [span.startedAt, span.startSource, span.told.tier, span.told.gifterId].join()
      : null
  return told(before) !== told(now)
}

const toRow = ({ event, gifterId }: { event: GiftEvent; gifterId: number | null }) => ({
  channel: event.channelId,
  event: event.place,
  gifter: gifterId,
  tier: event.payload.tier,
  total: Math.max(0, event.payload.total),
  at: event.createdAt,
})

async function write(sql: Sql, pool: GiftPool, links: Link[]): Promise<void> {
  const linked = new Map(links.map((link) => [link.recipient, link]))
  const recipients = [...pool.recipients].flatMap((recipient) => {
    const { gift = null, gap = null } = rowOf(linked.get(recipient))
    return gift === recipient.gift && gap === recipient.gap ? [] : [{ id: recipient.id, gift, gap }]
  })
  const linksOf = Map.groupBy(links, ({ gift }) => gift)
  const gifts = [...pool.gifts].flatMap((gift) => {
    const theirs = linksOf.get(gift) ?? []
    const found = theirs.length
    const farthest = found > 0 && found === gift.total ? farthestOf(theirs) : null
    return found === gift.found && farthest === gift.farthest
      ? []
      : [{ id: gift.id, found, farthest }]
  })
  await Promise.all([
    recipients.length > 0 ? sql.run(LINK, [JSON.stringify(recipients)]) : null,
    gifts.length > 0 ? sql.run(FOUND, [JSON.stringify(gifts)]) : null,
  ])
}

const rowOf = (link?: Link) => (link ? { gift: link.gift.id, gap: link.gap } : {})
