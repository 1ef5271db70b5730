import type { HttpContext } from '@adonisjs/core/http'
import { findSet, type FoundSet } from '#packs/sets/find_set'
import SetPolicy from '#packs/sets/set_policy'

/** The set of the address, for whoever may edit it. @throws 404 for others */
export async function editedSet({ params, bouncer }: HttpContext): Promise<FoundSet> {
  const set = await findSet(params.setId)
  await bouncer.with(SetPolicy).authorize('edit', set)
  return set
}

/** The set of the address, for its author. @throws 404 for strangers, 403 for other editors */
export async function ownSet({ params, bouncer }: HttpContext): Promise<FoundSet> {
  const set = await findSet(params.setId)
  await bouncer.with(SetPolicy).authorize('own', set)
  return set
}
