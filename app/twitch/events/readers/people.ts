import type { Fields } from '#twitch/fields'
import type { Person } from '#twitch/events/payloads'

/** The channel that an event is of. */
export const channelOf = (event: Fields) => event.id('broadcaster_user_id')

/** @param prefix of the three fields that name somebody, as in `chatter_user` */
export function readPerson(event: Fields, prefix = 'user'): Person {
  return {
    id: event.id(`${prefix}_id`),
    login: event.id(`${prefix}_login`),
    displayName: event.string(`${prefix}_name`),
  }
}

/** Null for who stays anonymous. */
export function readAnonymous(event: Fields): Person | null {
  return event.boolean('is_anonymous') ? null : readPerson(event)
}
