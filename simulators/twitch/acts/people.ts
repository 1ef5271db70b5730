import type { User } from '../world/model.ts'

/** The three fields that name a person in an EventSub event. */
export function broadcasterFields(user: User) {
  return {
    broadcaster_user_id: user.id,
    broadcaster_user_login: user.login,
    broadcaster_user_name: user.displayName,
  }
}

/** Null names nobody: an anonymous gifter or cheerer. */
export function userFields(user: User | null) {
  return {
    user_id: user?.id ?? null,
    user_login: user?.login ?? null,
    user_name: user?.displayName ?? null,
  }
}
