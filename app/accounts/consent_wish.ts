import type { HttpContext } from '@adonisjs/core/http'

type Session = HttpContext['session']

const KEY = 'consent_wish'

/**
 * What somebody pressed a switch for before they were sent to Twitch. Kept in the session and only
 * ever written by a form of ours: a link to the consent alone switches nothing on.
 */
export const wishFor = (session: Session, purpose: string) => session.put(KEY, purpose)

export function wishIn(session: Session): string | undefined {
  const wish: unknown = session.get(KEY)
  return typeof wish === 'string' ? wish : undefined
}

export const forgetWish = (session: Session) => session.forget(KEY)
