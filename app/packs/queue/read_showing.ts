import type { Sql } from '#core/sql'
import { pictureUrl } from '#packs/pictures/picture_url'
import type { OverlayCard, OverlayOpening, OverlayPack } from '../../../overlay/contract.js'

type Showing = Omit<OverlayPack, 'packs' | 'startedAt'> & { startedAt: Date }

interface OpeningRow {
  id: string
  viewer: string | null
  setName: string
  setPictureId: string | null
  has: number
  of: number
  cards: (Omit<OverlayCard, 'picture'> & { pictureId: string | null })[]
}

/** What a streamer's overlay is to play now; null when nothing is. */
export async function readShowing(sql: Sql, streamerId: string): Promise<OverlayPack | null> {
  const [showing] = await sql.run<Showing>(
    `SELECT s.id, s.mode, s.is_replay AS "isReplay", s.started_at AS "startedAt",
       s.length_ms AS "lengthMs", (SELECT count(*)::int FROM openings o
         WHERE o.streamer_id = s.streamer_id AND o.state = 'waiting') AS waiting,
       (SELECT count(DISTINCT o.viewer_id)::int FROM openings o WHERE o.showing_id = s.id) AS viewers
     FROM pack_showings s WHERE s.streamer_id = $1 AND s.ended_at IS NULL`,
    [streamerId]
  )
  if (!showing) {
    return null
  }
  const openings = await sql.run<OpeningRow>(OPENINGS, [showing.id])
  return {
    ...showing,
    startedAt: showing.startedAt.toISOString(),
    packs: openings.map(toOverlayOpening),
  }
}

/** Had already: on pages before this pack was, by an earlier pack or for dust. */
const HAD = (cardId: string) => `(
  EXISTS (SELECT FROM openings e JOIN opening_cards ec ON ec.opening_id = e.id
    WHERE e.streamer_id = o.streamer_id AND e.viewer_id = o.viewer_id AND e.state = 'shown'
      AND e.id <> o.id AND ec.card_id = ${cardId}
      AND e.shown_at < COALESCE(o.shown_at, clock_timestamp()))
  OR EXISTS (SELECT FROM collection_changes ch
    WHERE ch.streamer_id = o.streamer_id AND ch.viewer_id = o.viewer_id AND ch.kind = 'crafted'
      AND ch.card_id = ${cardId} AND ch.at < COALESCE(o.shown_at, clock_timestamp())))`

const OPENINGS = `
  SELECT o.id, CASE WHEN NOT v.is_hidden AND v.erased_at IS NULL THEN v.display_name END AS viewer,
    s.name AS "setName", s.picture_id AS "setPictureId", progress.has, progress.of, drawn.cards
  FROM openings o
  JOIN card_sets s ON s.id = o.set_id
  LEFT JOIN viewers v ON v.id = o.viewer_id
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS has, (count(*) FILTER (WHERE NOT k.in_edition) + (
      SELECT count(*) FROM cards w WHERE w.set_id = o.set_id AND w.in_edition))::int AS of
    FROM cards k WHERE k.id IN (
      SELECT card_id FROM opening_cards WHERE opening_id = o.id
      UNION
      SELECT card_id FROM collections WHERE streamer_id = o.streamer_id
        AND viewer_id = o.viewer_id AND set_id = o.set_id AND shown > 0)) AS progress
  CROSS JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object('name', c.name, 'text', c.text, 'pictureId', c.picture_id,
        'rarity', jsonb_build_object('name', r.name, 'colour', r.colour, 'position', r.published_position,
          'isRare', r.published_position > 0 AND r.published_position >= top.position - 1,
          'isTop', r.published_position = top.position),
        'variant', CASE WHEN cv.id IS NOT NULL
          THEN jsonb_build_object('name', cv.name, 'effect', cv.effect) END,
        'isNew', oc.slot = first.slot AND NOT ${HAD('c.id')})
      ORDER BY r.published_position, oc.slot) AS cards
    FROM opening_cards oc
    JOIN cards c ON c.id = oc.card_id
    JOIN card_rarities r ON r.id = c.published_rarity_id
    LEFT JOIN card_variants cv ON cv.id = oc.variant_id
    CROSS JOIN LATERAL (SELECT max(published_position) AS position FROM card_rarities
      WHERE set_id = o.set_id) AS top
    CROSS JOIN LATERAL (SELECT min(slot) AS slot FROM opening_cards
      WHERE opening_id = o.id AND card_id = oc.card_id) AS first
    WHERE oc.opening_id = o.id) AS drawn
  WHERE o.showing_id = $1
  ORDER BY o.place, o.number`

function toOverlayOpening({ cards, ...row }: OpeningRow): OverlayOpening {
  return {
    id: row.id,
    viewer: row.viewer,
    set: { name: row.setName, picture: pictureUrl(row.setPictureId, 'card') },
    cards: cards.map(({ pictureId, ...card }) => ({
      ...card,
      picture: pictureUrl(pictureId, 'card'),
    })),
    progress: { has: row.has, of: row.of },
  }
}
