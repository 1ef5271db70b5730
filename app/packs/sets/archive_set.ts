import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import { isDatabaseError, transact } from '#core/transact'
import { SetChanges } from '#packs/sets/set_changes'
import { SetRefused } from '#packs/sets/set_refused'

/** PostgreSQL: something else refers to it. */
const FOREIGN_KEY = '23503'

/** Puts a set away: its packs are sold no more. What viewers have stays, and it can come back. */
@inject()
export class ArchiveSet {
  constructor(private changes: SetChanges) {}

  async execute(setId: string): Promise<void> {
    await this.#become(setId, `'archived'`)
  }

  /** On sale again when it was published, else a draft. */
  async undo(setId: string): Promise<void> {
    await this.#become(setId, `CASE WHEN edition_id IS NULL THEN 'draft' ELSE 'active' END`)
  }

  /** Only a draft that was never published: nobody can have drawn from it. */
  async delete(setId: string): Promise<void> {
    try {
      await transact((sql) => remove(sql, setId))
    } catch (error) {
      const isReferred = isDatabaseError(error) && error.code === FOREIGN_KEY
      throw isReferred ? new SetRefused('published', { cause: error }) : error
    }
  }

  async #become(setId: string, state: string): Promise<void> {
    await transact(async (sql, after) => {
      await sql.run(`UPDATE card_sets SET state = ${state}, updated_at = now() WHERE id = $1`, [
        setId,
      ])
      await this.changes.tell(sql, after, setId)
    })
  }
}

/** Who publishes it at the same moment comes first or finds it gone: its row says which. */
async function remove(sql: Sql, setId: string): Promise<void> {
  const deleted = await sql.run(
    `DELETE FROM card_sets s WHERE s.id = $1 AND s.edition_id IS NULL
       AND NOT EXISTS (SELECT FROM set_editions e WHERE e.set_id = s.id) RETURNING s.id`,
    [setId]
  )
  if (deleted.length === 0) {
    throw new SetRefused('published')
  }
}
