import type { World } from '../world/world.ts'

/** The three fields that name a user in a Helix list. */
export function person(world: World, id: string) {
  const user = world.users.byId(id)
  return { user_id: id, user_login: user?.login ?? '', user_name: user?.displayName ?? '' }
}
