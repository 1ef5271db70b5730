import type { PackCheck } from '#packs/verification/pack_check'

/** Cards and their rarities, as the editions say that sets are sold from. */
const EDITIONS = `
  SELECT (k.card->>'id')::uuid AS card_id,
    (e.content::jsonb #>> ARRAY['rarities', k.card->>'rarity', 'id'])::uuid AS rarity_id
  FROM card_sets s JOIN set_editions e ON e.id = s.edition_id
  CROSS JOIN LATERAL jsonb_array_elements(e.content::jsonb->'cards') AS k(card)`

/** Pages read the marks on the rows, packs are drawn from the editions: both have to say the same. */
export const PUBLISHED_CHECK: PackCheck = {
  sentence: 'Pages show a card otherwise than the edition has it.',
  query: `
    SELECT COALESCE(c.id, w.card_id)::text AS about,
      COALESCE(c.published_rarity_id::text, 'not shown') AS found,
      COALESCE(w.rarity_id::text, 'not drawn') AS wanted
    FROM (SELECT id, published_rarity_id FROM cards WHERE in_edition) c
    FULL JOIN (${EDITIONS}) w ON w.card_id = c.id
    WHERE c.published_rarity_id IS DISTINCT FROM w.rarity_id`,
}
