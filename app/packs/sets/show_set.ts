import type { Sql } from '#core/sql'
import { checkEdition } from '#packs/draw/check_edition'
import { canonical } from '#packs/draw/canonical'
import { parseEdition } from '#packs/draw/parse_edition'
import { sha256Of } from '#packs/draw/sha256_of'
import { editionDifferences } from '#packs/sets/edition_differences'
import { editionOf } from '#packs/sets/edition_of'
import { type EditableSet, readSet } from '#packs/sets/read_set'
import { SetRefused } from '#packs/sets/set_refused'

export type ShownSet = {
  set: EditableSet
  /** What keeps it from being published. */
  faults: { path: string; sentence: string }[]
  /** What publishing would change; null before the first time. */
  differences: string[] | null
  /** Campaigns its author could lend it to. */
  campaigns: { id: string; name: string }[]
}

const MOST_DIFFERENCES = 200

/** What the editor of a set shows. */
export async function showSet(sql: Sql, setId: string, userId: string): Promise<ShownSet> {
  const set = await readSet(sql, setId)
  if (!set) {
    throw new SetRefused('changed')
  }
  const draft = editionOf(set)
  return {
    set,
    faults: checkEdition(draft).map(({ path, sentence }) => ({ path, sentence })),
    differences: set.edition && (await differencesOf(sql, set.edition, draft)),
    campaigns: await campaignsOf(sql, userId),
  }
}

async function differencesOf(
  sql: Sql,
  { id, sha256 }: { id: string; sha256: string },
  draft: ReturnType<typeof editionOf>
): Promise<string[]> {
  if (sha256Of(canonical(draft)) === sha256) {
    return []
  }
  const [row] = await sql.run<{ content: string }>(
    'SELECT content FROM set_editions WHERE id = $1',
    [id]
  )
  const lines = row ? editionDifferences(parseEdition(row.content), draft) : []
  const rest = lines.length - MOST_DIFFERENCES
  return rest > 0 ? [...lines.slice(0, MOST_DIFFERENCES), `And ${rest} more.`] : lines
}

function campaignsOf(sql: Sql, userId: string) {
  return sql.run<{ id: string; name: string }>(
    `SELECT DISTINCT c.id, c.name FROM campaigns c JOIN campaign_members m ON m.campaign_id = c.id
     WHERE m.user_id = $1 AND c.archived_at IS NULL ORDER BY c.name`,
    [userId]
  )
}
