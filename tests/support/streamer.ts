import app from '@adonisjs/core/services/app'
import { Secret } from '@adonisjs/core/helpers'
import env from '#start/env'
import User from '#accounts/user'
import { TwitchTokens } from '#twitch/tokens/twitch_tokens'
import { TwitchSimulator } from './twitch_simulator.js'

export const STREAMER_SCOPES = ['channel:manage:redemptions', 'channel:read:redemptions']

/** Points the running app at this simulator, as TWURPLE_MOCK_API_PORT does at start. */
export function useSimulator(simulator: TwitchSimulator): void {
  env.set('TWURPLE_MOCK_API_PORT', simulator.port)
  env.set('TWITCH_CLIENT_ID', TwitchSimulator.clientId)
  env.set('TWITCH_CLIENT_SECRET', new Secret(TwitchSimulator.clientSecret))
}

interface Options {
  scopes?: string[]
  broadcasterType?: '' | 'affiliate' | 'partner'
  /** Seconds the token is said to live; a small number makes the app refresh it. */
  expiresIn?: number
}

/** A user of ours who consented on the simulator's Twitch. */
export async function createStreamer(
  simulator: TwitchSimulator,
  login: string,
  { scopes, broadcasterType, expiresIn }: Options = {}
) {
  const user = await User.create({ displayName: login })
  const token = await consent(simulator, user.id, { login, scopes, broadcasterType, expiresIn })
  return { user, twitchId: token.user_id ?? '', token }
}

/** A user of ours consents as somebody on the simulator's Twitch, be it once more. */
export async function consent(
  simulator: TwitchSimulator,
  userId: string,
  as: Options & { login: string }
) {
  const { login, scopes = STREAMER_SCOPES, broadcasterType = 'affiliate', expiresIn } = as
  const token = await simulator.token({ login, scopes })
  const tokens = await app.container.make(TwitchTokens)
  await tokens.store(userId, {
    id: token.user_id ?? '',
    login,
    displayName: login,
    broadcasterType,
    accessToken: token.access_token,
    refreshToken: token.refresh_token ?? '',
    expiresIn: expiresIn ?? token.expires_in,
    scopes: token.scope,
  })
  return token
}
