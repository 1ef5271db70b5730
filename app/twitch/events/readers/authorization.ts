import type { EventReaders } from '#twitch/events/readers/reader'
import { readPerson } from '#twitch/events/readers/people'

/** Comes over a webhook only, and stands on the channel of who took it back. */
export const authorizationReaders: EventReaders = {
  'user.authorization.revoke/1': (event) => {
    const userId = event.id('user_id')
    // The name is missing when the account does not exist any more.
    const person = event.has('user_login') ? readPerson(event) : null
    return { kind: 'authorization_revoked', channelId: userId, userId, payload: { userId, person } }
  },
}
