/**
 * Behind an update of `collections c`: each viewer's copies of the packs `$2`, on the channel `$1`, as `drawn.copies`. A
 * row is changed once by a statement, so equal copies are summed up first.
 */
export const OF_DRAWN_COPIES = `
  FROM (
    SELECT o.viewer_id, k.card_id, k.variant_id, count(*)::int AS copies
    FROM openings o JOIN opening_cards k ON k.opening_id = o.id
    WHERE o.id = ANY ($2::uuid[]) GROUP BY 1, 2, 3) AS drawn
  WHERE c.streamer_id = $1 AND c.viewer_id = drawn.viewer_id AND c.card_id = drawn.card_id
    AND c.variant_id IS NOT DISTINCT FROM drawn.variant_id`
