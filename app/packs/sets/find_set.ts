import { Exception } from '@adonisjs/core/exceptions'
import db from '@adonisjs/lucid/services/db'
import { isUuid } from '#core/ids'
import { onLucid } from '#core/sql'

export type SetState = 'draft' | 'active' | 'archived'

/** Whose a set is, which its policy asks about. */
export interface FoundSet {
  id: string
  name: string
  ownerId: string | null
  campaignId: string | null
  state: SetState
}

/** @throws 404 for an unknown or malformed id */
export async function findSet(id: unknown): Promise<FoundSet> {
  const [set] = isUuid(id)
    ? await onLucid(db.connection()).run<FoundSet>(
        `SELECT id, name, owner_id AS "ownerId", campaign_id AS "campaignId", state FROM card_sets WHERE id = $1`,
        [id]
      )
    : []
  if (!set) {
    throw new Exception('There is no such card set.', { status: 404, code: 'E_NO_SET' })
  }
  return set
}
