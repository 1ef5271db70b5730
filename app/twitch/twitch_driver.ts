import { Oauth2Driver } from '@adonisjs/ally'
import type { HttpContext } from '@adonisjs/core/http'
import type {
  ApiRequestContract,
  Oauth2AccessToken,
  Oauth2DriverConfig,
  RedirectRequestContract,
} from '@adonisjs/ally/types'

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
  | 'channel:read:subscriptions'
  | 'channel:read:vips'
  | 'moderation:read'
  | 'moderator:read:followers'
  | 'user:read:chat'
  | 'user:write:chat'
  | 'bits:read'

interface TwitchConfig extends Oauth2DriverConfig {
  authorizeUrl: string
  accessTokenUrl: string
}

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
    public config: TwitchConfig
  ) {
    super(ctx, config)
    this.authorizeUrl = config.authorizeUrl
    this.accessTokenUrl = config.accessTokenUrl
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

export function twitch(config: TwitchConfig) {
  return (ctx: HttpContext) => new TwitchDriver(ctx, config)
}
