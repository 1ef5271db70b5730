import type { Infer } from '@vinejs/vine/types'
import type { Sql } from '#core/sql'
import type { Boon } from '#packs/boons/boon'
import type { collectionValidator } from '#packs/collections/collection_validators'
import { pictureUrl } from '#packs/pictures/picture_url'

export type CollectionFilter = Infer<typeof collectionValidator>

/** A look of a card that the viewer has. */
export type OwnedLook = {
  /** Null for the regular one. */
  variantId: string | null
  name: string | null
  effect: string | null
  copies: number
}

/** A card of the set, or the shadow of one that is missing: then neither name nor picture is told. */
export type CollectionCard = {
  id: string
  position: number
  rarity: { name: string; colour: string }
  name: string | null
  text: string | null
  picture: string | null
  boon: Boon | null
  /** The latest copy. */
  lastShownAt: string | null
  looks: OwnedLook[]
  /** What a duplicate becomes, and what the card costs in dust; 0 is not for dust. */
  dust: number
  price: number
}

export type CollectionPage = {
  cards: CollectionCard[]
  page: number
  pages: number
  found: number
}

const PER_PAGE = 60

const SHOWN: Record<NonNullable<CollectionFilter['show']>, string> = {
  all: '(c.in_edition OR mine.looks IS NOT NULL)',
  owned: 'mine.looks IS NOT NULL',
  missing: 'mine.looks IS NULL AND c.in_edition',
  duplicates: 'mine.most > 1',
}

const ORDER: Record<NonNullable<CollectionFilter['order']>, string> = {
  number: 'c.position',
  newest: 'mine."lastShownAt" DESC NULLS LAST, c.position',
  rarity: 'r.published_position DESC, c.position',
}

type Row = Omit<CollectionCard, 'picture' | 'lastShownAt' | 'looks'> & {
  pictureId: string | null
  lastShownAt: Date | null
  looks: OwnedLook[] | null
  found: number
}

/** One page of a viewer's cards of a set, with the shadows of those that are missing. */
export async function collectionPage(
  sql: Sql,
  { streamerId, viewerId, setId }: { streamerId: string; viewerId: number; setId: string },
  { show = 'all', order = 'number', rarity, page = 1 }: CollectionFilter
): Promise<CollectionPage> {
  const rows = await sql.run<Row>(
    `WITH mine AS MATERIALIZED (
       SELECT m.card_id, max(m.shown) AS most, max(m.last_shown_at) AS "lastShownAt",
         jsonb_agg(jsonb_build_object('variantId', m.variant_id, 'name', v.name, 'effect', v.effect,
           'copies', m.shown) ORDER BY v.position NULLS FIRST) AS looks
       FROM collections m LEFT JOIN card_variants v ON v.id = m.variant_id
       WHERE m.streamer_id = $1 AND m.viewer_id = $2 AND m.set_id = $3 AND m.shown > 0
       GROUP BY m.card_id)
     SELECT c.id, c.position, jsonb_build_object('name', r.name, 'colour', r.colour) AS rarity,
       CASE WHEN mine.looks IS NOT NULL THEN c.name END AS name,
       CASE WHEN mine.looks IS NOT NULL THEN c.text END AS text,
       CASE WHEN mine.looks IS NOT NULL THEN c.picture_id END AS "pictureId",
       CASE WHEN mine.looks IS NOT NULL THEN c.boon END AS boon,
       mine."lastShownAt", mine.looks, COALESCE(d.dust, r.dust) AS dust,
       CASE WHEN c.in_edition AND s.state = 'active'
         THEN COALESCE(d.dust_price, r.dust_price) ELSE 0 END AS price,
       (count(*) OVER ())::int AS found
     FROM cards c
     JOIN card_sets s ON s.id = c.set_id
     JOIN card_rarities r ON r.id = c.published_rarity_id
     LEFT JOIN dust_rates d ON d.rarity_id = r.id AND d.streamer_id = $1
     LEFT JOIN mine ON mine.card_id = c.id
     WHERE c.set_id = $3 AND ($4::uuid IS NULL OR c.published_rarity_id = $4) AND ${SHOWN[show]}
     ORDER BY ${ORDER[order]} LIMIT ${PER_PAGE} OFFSET $5`,
    [streamerId, viewerId, setId, rarity ?? null, (page - 1) * PER_PAGE]
  )
  const found = rows[0]?.found ?? 0
  return { cards: rows.map(toCard), page, pages: Math.max(1, Math.ceil(found / PER_PAGE)), found }
}

const toCard = ({ found: _, pictureId, lastShownAt, looks, ...row }: Row): CollectionCard => ({
  ...row,
  picture: pictureUrl(pictureId, 'tile'),
  lastShownAt: lastShownAt?.toISOString() ?? null,
  looks: looks ?? [],
})
