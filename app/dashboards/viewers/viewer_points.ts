import type { Sql, SqlValue } from '#core/sql'
import { nextPage, olderThan, placeOf } from '#dashboards/accounts/account_lines'
import type { LedgerTotals, RedemptionLine } from '#dashboards/redemption_list'
import { isUnconfirmed, plainReason, reasonSentence } from '#redemptions/reasons'

/** One redemption, for the viewer who paid for it. */
export type PointLine = Pick<
  RedemptionLine,
  'id' | 'event' | 'streamer' | 'cost' | 'state' | 'sentence' | 'isUnconfirmed' | 'redeemedAt'
> & {
  campaign: string | null
  isContribution: boolean
  /** Where the cards of an opened pack are, for their owner. */
  cards: string | null
}

export type ViewerPoints = {
  totals: LedgerTotals
  lines: PointLine[]
  next: string | null
}

/** A viewer's redemptions: all of them for the viewer, one campaign's for others. */
interface Whose {
  viewerId: number
  campaignId?: string
}

interface Row {
  id: string
  event: string | null
  streamer: string | null
  streamer_id: string | null
  login: string
  campaign: string | null
  cost: number
  state: RedemptionLine['state']
  reason: string | null
  is_contribution: boolean
  redeemed_at: Date
}

const PAGE = 50

/** Newest first, a page after the redemption named, and the totals of all. */
export async function viewerPoints(
  sql: Sql,
  whose: Whose,
  after: string | null
): Promise<ViewerPoints> {
  const [where, values] = condition(whose)
  const place = after ? await placeOf(sql, after) : null
  const [beyond, more] = place ? olderThan(place, values.length) : ['true', []]
  const rows = await sql.run<Row>(
    `SELECT r.id, r.cost, r.state, r.reason, r.redeemed_at, g.name AS campaign,
            r.instance_id IS NOT NULL AS is_contribution,
            w.title AS event, u.display_name AS streamer, r.streamer_id, v.login
     FROM redemptions r JOIN viewers v ON v.id = r.viewer_id
     LEFT JOIN campaigns g ON g.id = r.campaign_id
     LEFT JOIN rewards w ON w.id = r.reward_id
     LEFT JOIN users u ON u.id = r.streamer_id
     WHERE ${where} AND ${beyond}
     ORDER BY r.redeemed_at DESC, r.id DESC LIMIT ${PAGE + 1}`,
    [...values, ...more]
  )
  const lines = rows.map((row) => lineOf(row, whose.campaignId === undefined))

  return { totals: await totalsOf(sql, whose), ...nextPage(lines, PAGE) }
}

function condition({ viewerId, campaignId }: Whose): [string, SqlValue[]] {
  return campaignId
    ? ['r.viewer_id = $1 AND r.campaign_id = $2', [viewerId, campaignId]]
    : ['r.viewer_id = $1', [viewerId]]
}

/** Points that are not back yet are not said to be. */
function sentenceOf({ state, reason }: Row, isOwn: boolean): string | null {
  if (state === 'refund_pending') {
    return `${plainReason(reason)} The points are on their way back.`
  }
  return isOwn ? reasonSentence(reason) : plainReason(reason)
}

function lineOf(row: Row, isOwn: boolean): PointLine {
  return {
    id: row.id,
    event: row.event ?? 'A reward that is gone',
    streamer: row.streamer,
    campaign: row.campaign,
    cost: row.cost,
    state: row.state,
    sentence: sentenceOf(row, isOwn),
    isUnconfirmed: isUnconfirmed(row.reason),
    isContribution: row.is_contribution,
    cards: isOwn ? collectionOf(row) : null,
    redeemedAt: row.redeemed_at.toISOString(),
  }
}

function collectionOf({ state, reason, streamer_id: streamerId, login }: Row): string | null {
  const isOpened = state === 'fulfilled' && reason === 'pack_shown' && streamerId !== null
  return isOpened ? `/packs/${streamerId}/viewers/${login}` : null
}

async function totalsOf(sql: Sql, whose: Whose): Promise<LedgerTotals> {
  const [where, values] = condition(whose)
  const [totals] = await sql.run<LedgerTotals>(
    `SELECT count(*)::int AS received,
            count(*) FILTER (WHERE r.state = 'fulfilled')::int AS fulfilled,
            count(*) FILTER (WHERE r.state = 'refunded')::int AS refunded,
            count(*) FILTER (WHERE r.settled_at IS NULL)::int AS open,
            count(r.stuck_cause)::int AS stuck
     FROM redemptions r WHERE ${where}`,
    values
  )
  return totals ?? { received: 0, fulfilled: 0, refunded: 0, open: 0, stuck: 0 }
}
