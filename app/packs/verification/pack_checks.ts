import { PACK } from '#packs/pack_handler'
import type { PackCheck } from '#packs/verification/pack_check'
import { PUBLISHED_CHECK } from '#packs/verification/published_check'

/** Of each viewer's copies: what openings and the changes beside them make. */
const WANTED_COPIES = `
  SELECT streamer_id, viewer_id, card_id, variant_id, sum(owned) AS owned, sum(shown) AS shown
  FROM (
    SELECT o.streamer_id, o.viewer_id, k.card_id, k.variant_id, 1 AS owned,
      CASE WHEN o.state = 'shown' THEN 1 ELSE 0 END AS shown
    FROM openings o JOIN opening_cards k ON k.opening_id = o.id
    WHERE o.state <> 'refunded'
    UNION ALL
    SELECT streamer_id, viewer_id, card_id, variant_id, quantity, quantity FROM collection_changes
  ) AS parts
  GROUP BY streamer_id, viewer_id, card_id, variant_id`

export const PACK_CHECKS: PackCheck[] = [
  {
    sentence: 'A pack was paid for, and is neither opened nor given back.',
    query: `
      SELECT d.id AS about, d.state AS found, 'an opening' AS wanted
      FROM redemptions d JOIN rewards r ON r.id = d.reward_id AND r.handler = '${PACK}'
      WHERE d.state = 'counted'
        AND NOT EXISTS (SELECT FROM openings o WHERE o.redemption_id = d.id
          AND o.state IN ('waiting', 'showing'))`,
  },
  {
    sentence: 'A pack was shown, and its points are not on their way to be spent.',
    query: `
      SELECT o.id::text AS about, COALESCE(d.state, 'no redemption') AS found, 'fulfilled' AS wanted
      FROM openings o LEFT JOIN redemptions d ON d.id = o.redemption_id
      WHERE o.state = 'shown' AND d.state IS DISTINCT FROM 'fulfil_pending'
        AND d.state IS DISTINCT FROM 'fulfilled'
        AND d.settled_by IS DISTINCT FROM 'person'`,
  },
  {
    sentence: 'A pack’s points went back before it was shown, and its cards were kept.',
    query: `
      SELECT o.id::text AS about, d.state AS found, 'a refunded pack' AS wanted
      FROM openings o JOIN redemptions d ON d.id = o.redemption_id
      WHERE o.state = 'shown' AND d.state = 'refunded'
        AND NOT EXISTS (SELECT FROM redemption_changes c
          WHERE c.redemption_id = d.id AND c.to_state IN ('fulfil_pending', 'fulfilled'))`,
  },
  {
    sentence: 'A pack was taken back, and its points are not on their way back.',
    query: `
      SELECT o.id::text AS about, COALESCE(d.state, 'no redemption') AS found, 'refunded' AS wanted
      FROM openings o LEFT JOIN redemptions d ON d.id = o.redemption_id
      WHERE o.state = 'refunded' AND d.state IS DISTINCT FROM 'refund_pending'
        AND d.state IS DISTINCT FROM 'refunded'
        AND d.settled_by IS DISTINCT FROM 'person'`,
  },
  {
    sentence: 'A collection is not what its openings hold, with what was changed since.',
    query: `
      SELECT concat_ws('/', w.streamer_id, w.viewer_id, w.card_id, w.variant_id,
          c.streamer_id, c.viewer_id, c.card_id, c.variant_id) AS about,
        concat(COALESCE(c.owned, 0), ', ', COALESCE(c.shown, 0), ' shown') AS found,
        concat(COALESCE(w.owned, 0), ', ', COALESCE(w.shown, 0), ' shown') AS wanted
      FROM collections c
      FULL JOIN (${WANTED_COPIES}) w ON w.streamer_id = c.streamer_id
        AND w.viewer_id = c.viewer_id AND w.card_id = c.card_id
        AND w.variant_id IS NOT DISTINCT FROM c.variant_id
      WHERE COALESCE(c.owned, 0) <> COALESCE(w.owned, 0)
        OR COALESCE(c.shown, 0) <> COALESCE(w.shown, 0)`,
  },
  {
    sentence: 'Dust is not the sum of what was changed.',
    query: `
      SELECT concat_ws('/', b.streamer_id, b.viewer_id, s.streamer_id, s.viewer_id) AS about,
        COALESCE(b.dust, 0)::text AS found, COALESCE(s.dust, 0)::text AS wanted
      FROM dust_balances b
      FULL JOIN (SELECT streamer_id, viewer_id, sum(dust) AS dust FROM collection_changes
        GROUP BY streamer_id, viewer_id) s USING (streamer_id, viewer_id)
      WHERE COALESCE(b.dust, 0) <> COALESCE(s.dust, 0)`,
  },
  {
    sentence: 'The numbers of a channel have a gap, or go on elsewhere.',
    query: `
      SELECT q.streamer_id::text AS about,
        concat(count(o.id), ' up to ', COALESCE(max(o.number), 0)) AS found,
        concat('all up to ', q.next_number - 1) AS wanted
      FROM pack_queues q LEFT JOIN openings o ON o.streamer_id = q.streamer_id
      GROUP BY q.streamer_id, q.next_number
      HAVING count(o.id) <> q.next_number - 1 OR COALESCE(max(o.number), 0) <> q.next_number - 1`,
  },
  {
    sentence: 'A pack was drawn from a seed that does not hold its number.',
    query: `
      SELECT o.id::text AS about, o.number::text AS found,
        concat(d.first_number, ' to ', d.last_number) AS wanted
      FROM openings o JOIN pack_seeds d ON d.id = o.seed_id
      WHERE o.streamer_id <> d.streamer_id OR o.number < d.first_number
        OR o.number > d.last_number`,
  },
  {
    sentence:
      'A pack was drawn from a seed whose hash came after the purchase, or that was revealed.',
    query: `
      SELECT o.id::text AS about, o.redeemed_at::text AS found,
        concat_ws(' to ', d.published_at, d.revealed_at) AS wanted
      FROM openings o JOIN pack_seeds d ON d.id = o.seed_id
      WHERE o.redeemed_at < date_trunc('second', d.published_at) OR o.opened_at > d.revealed_at`,
  },
  {
    sentence: 'Packs without the top rarity were counted wrongly.',
    query: `
      SELECT p.streamer_id || '/' || p.viewer_id AS about, p.packs::text AS found,
        counted.packs::text AS wanted
      FROM pack_pity p
      CROSS JOIN LATERAL (
        SELECT count(*) AS packs FROM openings o
        WHERE o.streamer_id = p.streamer_id AND o.viewer_id = p.viewer_id AND o.set_id = p.set_id
          AND o.state <> 'refunded' AND o.number > COALESCE((
            SELECT max(t.number) FROM openings t
            WHERE t.streamer_id = p.streamer_id AND t.viewer_id = p.viewer_id
              AND t.set_id = p.set_id AND t.state <> 'refunded' AND t.has_top), 0)) AS counted
      WHERE p.packs <> counted.packs`,
  },
  PUBLISHED_CHECK,
]
