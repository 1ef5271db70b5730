import { Oauth2Driver } from '@adonisjs/ally'
import type { HttpContext } from '@adonisjs/core/http'
import type {
  ApiRequestContract,
  Oauth2AccessToken,
  Oauth2DriverConfig,
  RedirectRequestContract,
} from '@adonisjs/ally/types'
import env from '#start/env'
import { twitchSettings } from '#twitch/twitch_settings'

export interface TwitchToken extends Oauth2AccessToken {
  token: string
  type: 'bearer'
  refreshToken: string
  /** Seconds. */
  expiresIn: number
  /** Absent when none was asked for. */
  scope?: string[]
}

export type TwitchScope =
  | 'channel:manage:redemptions'
  | 'channel:read:redemptions'
  | 'channel:read:polls'
  | 'channel:manage:polls'
  | 'channel:read:predictions'
  | 'channel:manage:predictions'
  | 'channel:read:subscriptions'
  | 'channel:read:vips'
  | 'channel:manage:vips'
  | 'channel:manage:moderators'
  | 'moderation:read'
  | 'moderator:read:followers'
  | 'user:read:chat'
  | 'user:write:chat'
  | 'user:bot'
  | 'bits:read'

/**
 * Ally has no Twitch driver. It hands back the tokens only: who they belong to
 * is asked through the app's own Twitch client, which also knows the simulator.
 *
 * @see https://dev.twitch.tv/docs/authentication/getting-tokens-oauth
 */
export class TwitchDriver extends Oauth2Driver<TwitchToken, TwitchScope> {
  protected authorizeUrl: string
  protected accessTokenUrl: string
  protected codeParamName = 'code'
  protected errorParamName = 'error'
  protected stateParamName = 'state'
  protected stateCookieName = 'twitch_oauth_state'
  protected scopeParamName = 'scope'
  protected scopesSeparator = ' '

  constructor(
    ctx: HttpContext,
    public config: Oauth2DriverConfig
  ) {
    super(ctx, config)
    const { authUrl } = twitchSettings()
    this.authorizeUrl = env.get('TWITCH_AUTHORIZE_URL', `${authUrl}/authorize`)
    this.accessTokenUrl = env.get('TWITCH_TOKEN_URL', `${authUrl}/token`)
    this.loadState()
  }

  protected configureRedirectRequest(request: RedirectRequestContract<TwitchScope>) {
    request.param('response_type', 'code')
  }

  accessDenied() {
    return this.getError() === 'access_denied'
  }

  async user(callback?: (request: ApiRequestContract) => void) {
    const token = await this.accessToken(callback)
    return { ...this.#nobody(), token }
  }

  async userFromToken(token: string) {
    return { ...this.#nobody(), token: { token, type: 'bearer' as const } }
  }

  #nobody() {
    return {
      id: '',
      nickName: '',
      name: '',
      email: null,
      emailVerificationState: 'unsupported' as const,
      avatarUrl: null,
      original: {},
    }
  }
}

/** Read at every request, so that a test can point the running app at its simulator. */
export function twitch({ callbackUrl }: Pick<Oauth2DriverConfig, 'callbackUrl'>) {
  return (ctx: HttpContext) => {
    const { clientId, clientSecret } = twitchSettings()
    return new TwitchDriver(ctx, { clientId, clientSecret, callbackUrl })
  }
}
