import type { Sql } from '#core/sql'
import { MAY_SELL } from '#packs/offers/may_sell'
import { packPauseSentence } from '#packs/offers/pause_sentences'
import { PACK } from '#packs/pack_handler'
import { pictureUrl } from '#packs/pictures/picture_url'

/** A card set that a streamer may sell, and how it is offered. */
export type PackOffer = {
  setId: string
  name: string
  picture: string | null
  cards: number
  packSize: number
  /** Null while it was never offered. */
  cost: number | null
  maxPerViewer: number | null
  isEnabled: boolean
  /** What has become of the reward on Twitch; null without one. */
  reward: string | null
  /** Why it is not sold at the moment, in a sentence. */
  pauseReason: string | null
  /** What Twitch answered when the reward was to be made. */
  failure: string | null
}

type Row = Omit<PackOffer, 'picture'> & { pictureId: string | null }

/** Published sets, those on sale first. */
export async function listOffers(sql: Sql, streamerId: string): Promise<PackOffer[]> {
  const rows = await sql.run<Row>(
    `SELECT s.id AS "setId", s.name, s.picture_id AS "pictureId", e.pack_size AS "packSize",
       (SELECT count(*)::int FROM cards c
         WHERE c.set_id = s.id AND c.in_edition) AS cards,
       o.cost, o.max_per_viewer AS "maxPerViewer", COALESCE(o.is_enabled, false) AS "isEnabled",
       r.state AS reward,
       CASE WHEN r.is_enabled THEN r.pause_reason END AS "pauseReason", r.failure_message AS failure
     FROM card_sets s
     JOIN set_editions e ON e.id = s.edition_id
     LEFT JOIN pack_offers o ON o.set_id = s.id AND o.streamer_id = $1
     LEFT JOIN rewards r ON r.streamer_id = $1 AND r.handler = $2 AND r.subject_id = s.id
       AND r.retired_at IS NULL
     WHERE s.state = 'active' AND ${MAY_SELL('$1::uuid')}
     ORDER BY COALESCE(o.is_enabled, false) DESC, s.name, s.created_at, s.id`,
    [streamerId, PACK]
  )
  return rows.map(({ pictureId, pauseReason, ...row }) => ({
    ...row,
    pauseReason: packPauseSentence(pauseReason),
    picture: pictureUrl(pictureId, 'tile'),
  }))
}
