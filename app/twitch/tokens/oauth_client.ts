import { type Answer, send } from '#twitch/http'
import { answerToError } from '#twitch/api/answer_to_error'
import type { GrantedTokens } from '#twitch/tokens/account_rows'
import { Fields } from '#twitch/fields'
import { TwitchError } from '#twitch/twitch_error'
import { twitchSettings } from '#twitch/twitch_settings'

/**
 * Twitch's token endpoints. Secrets travel in the body, never in a URL, since
 * URLs end up in logs and error messages.
 *
 * @see https://dev.twitch.tv/docs/authentication/
 */
export class OauthClient {
  /**
   * @throws TwitchError `unauthorized` when Twitch refuses it for good,
   *   retryable ones otherwise
   */
  async refresh(refreshToken: string): Promise<GrantedTokens> {
    const answer = await this.#post('token', {
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    })

    if (answer.status === 400 || answer.status === 401) {
      throw new TwitchError('unauthorized', { detail: answer.text })
    }

    const body = this.#body(answer)
    return {
      accessToken: body.id('access_token'),
      refreshToken: body.id('refresh_token'),
      expiresIn: body.integer('expires_in'),
      scopes: body.words('scope'),
    }
  }

  async appToken(): Promise<{ accessToken: string; expiresIn: number }> {
    const body = this.#body(await this.#post('token', { grant_type: 'client_credentials' }))
    return { accessToken: body.id('access_token'), expiresIn: body.integer('expires_in') }
  }

  /** What a token still allows; null when Twitch no longer knows it. */
  async validate(
    accessToken: string
  ): Promise<{ userId: string; login: string; scopes: string[]; expiresIn: number } | null> {
    const answer = await send(new URL(`${twitchSettings().authUrl}/validate`), {
      headers: { authorization: `OAuth ${accessToken}` },
    })

    if (answer.status === 401) {
      return null
    }

    const body = this.#body(answer)
    return {
      userId: body.id('user_id'),
      login: body.id('login'),
      scopes: body.words('scopes'),
      expiresIn: body.integer('expires_in'),
    }
  }

  /** A token that is already worthless counts as revoked. */
  async revoke(token: string): Promise<void> {
    const answer = await this.#post('revoke', { token })
    if (answer.status !== 200 && answer.status !== 400 && answer.status !== 404) {
      throw answerToError(answer)
    }
  }

  #post(path: 'token' | 'revoke', fields: Record<string, string>): Promise<Answer> {
    const { authUrl, clientId, clientSecret } = twitchSettings()
    const body = new URLSearchParams({ client_id: clientId, ...fields })
    if (path === 'token') {
      body.set('client_secret', clientSecret)
    }
    return send(new URL(`${authUrl}/${path}`), { method: 'POST', body })
  }

  #body(answer: Answer): Fields {
    if (answer.status !== 200) {
      throw answerToError(answer)
    }
    try {
      return Fields.parse(answer.text)
    } catch {
      throw new TwitchError('unexpected', { detail: 'The token endpoint answered no token.' })
    }
  }
}
