import { inject } from '@adonisjs/core'
import { uuidv7 } from '#core/ids'
import type { Sql } from '#core/sql'
import { transact } from '#core/transact'
import { canonical } from '#packs/draw/canonical'
import { checkEdition } from '#packs/draw/check_edition'
import { sha256Of } from '#packs/draw/sha256_of'
import { markPublished } from '#packs/sets/mark_published'
import { REVISION, type SeenSet } from '#packs/sets/change_set'
import { editionOf } from '#packs/sets/edition_of'
import { type EditionLine, readSet } from '#packs/sets/read_set'
import { SetChanges } from '#packs/sets/set_changes'
import { SetFaulty } from '#packs/sets/set_faulty'
import { SetRefused } from '#packs/sets/set_refused'

/**
 * Makes an edition of the draft as somebody has seen it, from which packs are drawn from then on. The same content
 * is the same edition.
 */
@inject()
export class PublishSet {
  constructor(private changes: SetChanges) {}

  /** @throws SetFaulty with all that is wrong; SetRefused */
  async execute(seen: SeenSet): Promise<Pick<EditionLine, 'id' | 'number'>> {
    return transact(async (sql, after) => {
      await claim(sql, seen)
      const content = await contentOf(sql, seen.id)
      const edition = await keep(sql, seen.id, content)
      await sql.run(
        `UPDATE card_sets SET state = 'active', edition_id = $2, updated_at = now() WHERE id = $1`,
        [seen.id, edition.id]
      )
      await markPublished(sql, seen.id)
      await this.changes.tell(sql, after, seen.id)
      return edition
    })
  }
}

/** Two tabs publish one after the other. */
async function claim(sql: Sql, { id, revision }: SeenSet): Promise<void> {
  const [set] = await sql.run<{ state: string; isSeen: boolean }>(
    `SELECT state, ${REVISION} = $2::bigint AS "isSeen" FROM card_sets WHERE id = $1 FOR NO KEY UPDATE`,
    [id, revision]
  )
  if (set?.state === 'archived') {
    throw new SetRefused('archived')
  }
  if (!set?.isSeen) {
    throw new SetRefused('changed')
  }
}

async function contentOf(sql: Sql, id: string): Promise<string> {
  const set = await readSet(sql, id)
  if (!set) {
    throw new SetRefused('changed')
  }
  const edition = editionOf(set)
  const faults = checkEdition(edition)
  if (faults.length > 0) {
    throw new SetFaulty(faults)
  }
  return canonical(edition)
}

async function keep(sql: Sql, setId: string, content: string) {
  const [edition] = await sql.run<Pick<EditionLine, 'id' | 'number'>>(
    `WITH made AS (
       INSERT INTO set_editions (id, set_id, number, content, sha256)
       SELECT $1, $2, COALESCE(max(number), 0) + 1, $3, $4 FROM set_editions WHERE set_id = $2
       ON CONFLICT (set_id, sha256) DO NOTHING RETURNING id, number)
     SELECT id, number FROM made UNION ALL SELECT id, number FROM set_editions WHERE set_id = $2 AND sha256 = $4`,
    [uuidv7(), setId, content, sha256Of(content)]
  )
  if (!edition) {
    throw new Error('An edition was neither made nor there')
  }
  return edition
}
