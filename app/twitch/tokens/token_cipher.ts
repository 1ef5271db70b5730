import encryption from '@adonisjs/core/services/encryption'
import { TwitchError } from '#twitch/twitch_error'

/** Bound to the account: a ciphertext copied to another row does not open. */
const purpose = (twitchId: string) => `twitch-token:${twitchId}`

export const seal = (token: string, twitchId: string): string =>
  encryption.encrypt(token, undefined, purpose(twitchId))

/** @throws TwitchError `not_connected` when the app's key is another than the one it was sealed with */
export function unseal(sealed: string | null, twitchId: string): string {
  const token = sealed === null ? null : encryption.decrypt<string>(sealed, purpose(twitchId))
  if (typeof token !== 'string') {
    throw new TwitchError('not_connected')
  }
  return token
}
