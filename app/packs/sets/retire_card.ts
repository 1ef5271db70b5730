import { Exception } from '@adonisjs/core/exceptions'
import { isUuid } from '#core/ids'
import type { Sql } from '#core/sql'
import { changeSet, type SeenSet } from '#packs/sets/change_set'
import { SetRefused } from '#packs/sets/set_refused'

/**
 * Takes a card out of a set. Retired first, so that it can be brought back; then it may be deleted
 * for good, unless an edition has it: somebody may own it, or draw it yet.
 */
export class RetireCard {
  async execute(seen: SeenSet, cardId: string): Promise<void> {
    await changeSet(seen, (sql) => mark(sql, seen.id, cardId, 'COALESCE(retired_at, now())'))
  }

  /** Brings it back, as it was. */
  async undo(seen: SeenSet, cardId: string): Promise<void> {
    await changeSet(seen, (sql) => mark(sql, seen.id, cardId, 'NULL'))
  }

  async deleteForGood(seen: SeenSet, cardId: string): Promise<void> {
    await changeSet(seen, async (sql) => {
      await mark(sql, seen.id, cardId, 'COALESCE(retired_at, now())')
      const deleted = await sql.run(
        `DELETE FROM cards c WHERE c.id = $1 AND NOT EXISTS (
           SELECT FROM set_editions e WHERE e.set_id = c.set_id AND position(c.id::text IN e.content) > 0)
         RETURNING c.id`,
        [cardId]
      )
      if (deleted.length === 0) {
        throw new SetRefused('drawn')
      }
    })
  }
}

async function mark(sql: Sql, setId: string, cardId: string, retiredAt: string): Promise<void> {
  const marked = isUuid(cardId)
    ? await sql.run(
        `UPDATE cards SET retired_at = ${retiredAt}, updated_at = now() WHERE set_id = $1 AND id = $2 RETURNING id`,
        [setId, cardId]
      )
    : []
  if (marked.length === 0) {
    throw new Exception('There is no such card.', { status: 404, code: 'E_NO_CARD' })
  }
}
