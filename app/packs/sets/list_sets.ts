import type { Sql } from '#core/sql'
import type { SetState } from '#packs/sets/find_set'

export type SetLine = {
  id: string
  name: string
  description: string
  pictureId: string | null
  state: SetState
  cards: number
  isOwn: boolean
  /** Who made it; null when they have left. */
  author: string | null
  campaign: string | null
  /** Changed since it was last published. */
  editedAt: string
  publishedAt: string | null
}

/** The sets somebody may edit: their own, and those lent to campaigns they run. */
export function listSets(sql: Sql, userId: string): Promise<SetLine[]> {
  return sql.run<SetLine>(
    `SELECT s.id, s.name, s.description, s.state,
       COALESCE(s.picture_id, (SELECT c.picture_id FROM cards c
         WHERE c.set_id = s.id AND c.retired_at IS NULL AND c.picture_id IS NOT NULL ORDER BY c.position LIMIT 1)) AS "pictureId",
       (SELECT count(*)::integer FROM cards c WHERE c.set_id = s.id AND c.retired_at IS NULL) AS cards,
       s.owner_id IS NOT DISTINCT FROM $1 AS "isOwn", u.display_name AS author, k.name AS campaign,
       to_jsonb(s.edited_at)#>>'{}' AS "editedAt", to_jsonb(e.published_at)#>>'{}' AS "publishedAt"
     FROM card_sets s LEFT JOIN users u ON u.id = s.owner_id LEFT JOIN campaigns k ON k.id = s.campaign_id
       LEFT JOIN set_editions e ON e.id = s.edition_id
     WHERE s.owner_id = $1 OR s.campaign_id IN (SELECT m.campaign_id FROM campaign_members m
       WHERE m.user_id = $1 AND m.role IN ('owner', 'co_gm'))
     ORDER BY s.state = 'archived', s.edited_at DESC`,
    [userId]
  )
}
