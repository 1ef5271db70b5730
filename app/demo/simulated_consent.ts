import vine from '@vinejs/vine'
import { Exception } from '@adonisjs/core/exceptions'
import { STREAMER_SCOPES } from '#accounts/streamer_scopes'
import env from '#start/env'
import type { GrantedTokens } from '#twitch/tokens/account_rows'

const tokenValidator = vine.create({
  access_token: vine.string(),
  refresh_token: vine.string(),
  expires_in: vine.number(),
  scope: vine.array(vine.string()),
})

/**
 * What a person's consent on the simulated Twitch would give, without the page.
 *
 * @throws when no simulator is configured or it does not answer
 */
export async function simulatedConsent(login: string): Promise<GrantedTokens> {
  const simulator = env.get('SIMULATOR_URL')

  if (!env.get('DEMO') || !simulator) {
    throw new Exception('The demo needs the Twitch simulator. Start it with npm start.')
  }

  const response = await fetch(new URL('/control/tokens', simulator), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, scopes: STREAMER_SCOPES }),
    signal: AbortSignal.timeout(10_000),
  })
  const token = await tokenValidator.validate(await response.json())

  return {
    accessToken: token.access_token,
    refreshToken: token.refresh_token,
    expiresIn: token.expires_in,
    scopes: token.scope,
  }
}
