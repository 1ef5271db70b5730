import { offlineSince } from '#channels/record_stream_state'
import { arrayLiteral } from '#core/lane/array_literal'
import type { LaneSql } from '#core/lane/lane'
import type { Subject } from '#redemptions/reward_handlers'
import type { Reason } from '#redemptions/reasons'

/** What a channel's draws go by; its row is locked. */
export interface Channel {
  streamerId: string
  /** Of the next opening. */
  nextNumber: number
  needsOverlay: boolean
}

/** A set on a channel, as it stands. */
export interface Offer {
  streamerId: string
  setId: string
  /** Why none can be opened at all; null when they can. */
  refusal: Reason | null
  /** Packs bought since then are not opened: the channel is off. */
  offlineSince: Date | null
  edition: { id: string; sha256: string } | null
  /** Published at, in milliseconds, to the second as Twitch may tell times. */
  seed: { id: string; sealed: string; publishedAt: number } | null
  hasOverlay: boolean
}

export interface Counters {
  channels: Map<string, Channel>
  /** By `offerKey`. */
  offers: Map<string, Offer>
}

export const offerKey = (setId: string, streamerId: string | null) => `${setId}/${streamerId ?? ''}`

/** In one order, so that two transactions cannot wait for each other. */
const LOCK = `
  SELECT streamer_id AS "streamerId", next_number AS "nextNumber", needs_overlay AS "needsOverlay"
  FROM pack_queues WHERE streamer_id = ANY ($1::uuid[])
  ORDER BY streamer_id FOR NO KEY UPDATE`

/** An overlay that says nothing for so long is closed; it is heard every 20 s. */
export const OVERLAY_IS_THERE = (streamerId: string) => `EXISTS (
  SELECT FROM overlays v WHERE v.streamer_id = ${streamerId}
    AND v.last_seen_at > now() - interval '90 seconds')`

/** Why the packs of a set are not opened, of `pack_offers o` and `card_sets s`. */
export const REFUSAL = `
  CASE
    WHEN s.state <> 'active' THEN 'pack_archived'
    WHEN o.is_enabled IS NOT TRUE THEN 'pack_off_sale'
    WHEN s.starts_at > now() OR s.ends_at <= now() THEN 'pack_out_of_time'
  END`

const READ = `
  SELECT w.streamer_id AS "streamerId", w.set_id AS "setId", ${REFUSAL} AS refusal,
    ${offlineSince('h')} AS "offlineSince",
    CASE WHEN e.id IS NOT NULL THEN jsonb_build_object('id', e.id, 'sha256', e.sha256) END AS edition,
    CASE WHEN d.id IS NOT NULL THEN jsonb_build_object('id', d.id, 'sealed', d.seed_sealed,
      'publishedAt', floor(extract(epoch FROM d.published_at)) * 1000) END AS seed,
    ${OVERLAY_IS_THERE('w.streamer_id')} AS "hasOverlay"
  FROM unnest($1::uuid[], $2::uuid[]) AS w(set_id, streamer_id)
  JOIN card_sets s ON s.id = w.set_id
  LEFT JOIN set_editions e ON e.id = s.edition_id
  LEFT JOIN pack_offers o ON o.set_id = s.id AND o.streamer_id = w.streamer_id
  LEFT JOIN pack_seeds d ON d.streamer_id = w.streamer_id AND d.last_number IS NULL
  LEFT JOIN channel_states h ON h.streamer_id = w.streamer_id`

/**
 * Locks the channels and reads what holds on them. Two statements, sent
 * together: the second one sees what whoever had the lock before has done.
 */
export async function readCounters(sql: LaneSql, subjects: Subject[]): Promise<Counters> {
  const [channels, offers] = await Promise.all([
    sql.run<Channel>(LOCK, [arrayLiteral(subjects, ({ streamerId }) => streamerId)]),
    sql.run<Offer>(READ, [
      arrayLiteral(subjects, ({ subjectId }) => subjectId),
      arrayLiteral(subjects, ({ streamerId }) => streamerId),
    ]),
  ])
  return {
    channels: new Map(channels.map((channel) => [channel.streamerId, channel])),
    offers: new Map(offers.map((offer) => [offerKey(offer.setId, offer.streamerId), offer])),
  }
}
