import type { Sql } from '#core/sql'
import { OF_DRAWN_COPIES } from '#packs/queue/drawn_copies'
import type { LockedQueue } from '#packs/queue/lock_queue'
import type { Reason } from '#redemptions/reasons'

/** Whoever settles one of them on Twitch meanwhile is followed afterwards. */
const HOLD = `
  SELECT FROM openings o JOIN redemptions d ON d.id = o.redemption_id
  WHERE o.streamer_id = $1 AND o.id = ANY ($2::uuid[]) ORDER BY d.id FOR NO KEY UPDATE OF d`

/** What Twitch has fulfilled is paid: it is opened. Its number stays; what comes after it is drawn as if it had not been. */
const TAKE_BACK = `
  UPDATE openings SET state = 'refunded', refunded_at = clock_timestamp(),
    refunded_before = $3, reason = $4, replay_asked_at = NULL
  WHERE streamer_id = $1 AND id = ANY ($2::uuid[]) AND state = $5
    AND NOT EXISTS (SELECT FROM redemptions d WHERE d.id = openings.redemption_id
      AND d.state IN ('fulfil_pending', 'fulfilled'))
  RETURNING id, redemption_id AS "redemptionId", viewer_id AS "viewerId", set_id AS "setId"`

const TAKE_COPIES = `
  UPDATE collections c SET owned = c.owned - drawn.copies
  ${OF_DRAWN_COPIES}`

interface TakenBack {
  id: string
  redemptionId: string
  viewerId: number
  setId: string
}

/** Holds the redemptions of packs; whoever takes several lots of them back holds all of them first, in one order. */
export async function holdRedemptions(
  sql: Sql,
  streamerId: string,
  openingIds: string[]
): Promise<void> {
  await sql.run(HOLD, [streamerId, openingIds])
}

/**
 * Takes the cards of packs back whose points go back, or are back. Those in another state stay as they are.
 *
 * @param queue locked by the caller
 * @returns those that were taken back
 */
export async function takeBack(
  sql: Sql,
  { streamerId, nextNumber }: LockedQueue,
  openingIds: string[],
  { from, reason }: { from: 'waiting' | 'showing'; reason: Reason }
): Promise<TakenBack[]> {
  await holdRedemptions(sql, streamerId, openingIds)
  const taken = await sql.run<TakenBack>(TAKE_BACK, [
    streamerId,
    openingIds,
    nextNumber,
    reason,
    from,
  ])
  if (taken.length > 0) {
    await sql.run(TAKE_COPIES, [streamerId, taken.map(({ id }) => id)])
    await recountPity(sql, streamerId, taken)
  }
  return taken
}

/** Pity counts packs that were not refunded: since the last of them that had the top rarity. */
async function recountPity(sql: Sql, streamerId: string, taken: TakenBack[]): Promise<void> {
  await sql.run(
    `UPDATE pack_pity p SET packs = counted.packs
     FROM (
       SELECT DISTINCT w.viewer_id, w.set_id, (
         SELECT count(*)::int FROM openings o
         WHERE o.streamer_id = $1 AND o.viewer_id = w.viewer_id AND o.set_id = w.set_id
           AND o.state <> 'refunded' AND o.number > COALESCE((
             SELECT max(t.number) FROM openings t
             WHERE t.streamer_id = $1 AND t.viewer_id = w.viewer_id AND t.set_id = w.set_id
               AND t.state <> 'refunded' AND t.has_top), 0)) AS packs
       FROM unnest($2::bigint[], $3::uuid[]) AS w(viewer_id, set_id)) AS counted
     WHERE p.streamer_id = $1 AND p.viewer_id = counted.viewer_id AND p.set_id = counted.set_id`,
    [streamerId, taken.map(({ viewerId }) => viewerId), taken.map(({ setId }) => setId)]
  )
}
