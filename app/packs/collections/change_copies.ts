import type { Sql } from '#core/sql'

export interface Copies {
  streamerId: string
  viewerId: number
  cardId: string
  variantId: string | null
}

export interface CollectionChange extends Copies {
  kind: 'dusted' | 'crafted' | 'boon_spent' | 'boon_returned'
  /** Copies, with their sign. */
  quantity: number
  dust: number
  /** Made by the page: the same attempt does nothing the second time. */
  attemptId: string
}

/**
 * Writes a change down before anything follows from it.
 *
 * @returns false for an attempt that was made already
 */
export async function recordChange(sql: Sql, change: CollectionChange): Promise<boolean> {
  const rows = await sql.run(
    `INSERT INTO collection_changes (streamer_id, viewer_id, kind, card_id, variant_id, quantity,
       dust, attempt_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (attempt_id) DO NOTHING RETURNING id`,
    [
      change.streamerId,
      change.viewerId,
      change.kind,
      change.cardId,
      change.variantId,
      change.quantity,
      change.dust,
      change.attemptId,
    ]
  )
  return rows.length > 0
}

/**
 * Takes copies that the stream has seen.
 *
 * @param least so many have to be left
 * @returns false when there are not enough
 */
export async function takeCopies(
  sql: Sql,
  { streamerId, viewerId, cardId, variantId }: Copies,
  count: number,
  least = 0
): Promise<boolean> {
  const rows = await sql.run(
    `UPDATE collections SET owned = owned - $5::int, shown = shown - $5::int
     WHERE streamer_id = $1 AND viewer_id = $2 AND card_id = $3
       AND variant_id IS NOT DISTINCT FROM $4::uuid AND shown >= $5::int + $6::int RETURNING card_id`,
    [streamerId, viewerId, cardId, variantId, count, least]
  )
  return rows.length > 0
}

/** Gives a copy that everybody may see at once. */
export async function giveCopy(
  sql: Sql,
  { streamerId, viewerId, cardId, variantId }: Copies
): Promise<void> {
  await sql.run(
    `INSERT INTO collections AS c (streamer_id, viewer_id, set_id, card_id, variant_id, owned, shown,
       first_shown_at, last_shown_at)
     SELECT $1, $2, k.set_id, k.id, $4::uuid, 1, 1, now(), now() FROM cards k WHERE k.id = $3
     ON CONFLICT ON CONSTRAINT collections_one DO UPDATE SET owned = c.owned + 1, shown = c.shown + 1,
       first_shown_at = COALESCE(c.first_shown_at, now()), last_shown_at = now()`,
    [streamerId, viewerId, cardId, variantId]
  )
}
