import { inject } from '@adonisjs/core'
import { ApiClient } from '@twurple/api'
import type { AccessToken } from '@twurple/auth'
import { type Answer, send } from '#twitch/http'
import { Fields } from '#twitch/fields'
import { TwitchError } from '#twitch/twitch_error'
import { twitchSettings } from '#twitch/twitch_settings'
import { answerToError } from '#twitch/api/answer_to_error'
import { APP_BUCKET, RateGuard, userBucket } from '#twitch/api/rate_guard'
import { TwitchAuthProvider } from '#twitch/tokens/twitch_auth_provider'

type Call = Parameters<ApiClient['callApi']>[0]

/**
 * Twurple's typed endpoints over a transport of our own: one attempt, a
 * time-out, and typed errors. Twurple's transport tries a failed call three
 * times more within four seconds and waits out a 429 in silence, which is wrong
 * for a settlement that has a durable queue with its own pace.
 */
@inject()
export class TwitchClient extends ApiClient {
  constructor(
    private tokens: TwitchAuthProvider,
    private rate: RateGuard
  ) {
    super({ authProvider: tokens, logger: { minLevel: 'critical' } })
  }

  /**
   * @throws TwitchError for whatever is no success
   */
  override async callApi<T = unknown>(call: Call): Promise<T> {
    const token = await this.#token(call)
    const answer = await this.#sendAs(call, token)
    if (answer.status !== 401) {
      return parse<T>(answer)
    }

    const refusal = answerToError(answer)
    if (refusal.kind === 'missing_scope') {
      throw refusal
    }
    const next = await this.tokens.replace(token)
    return parse<T>(await this.#sendAs(call, next))
  }

  /** A call with a token that no account holds yet, during sign-in. */
  async callWith<T>(call: Call, accessToken: string): Promise<T> {
    return parse<T>(await this.#send(call, accessToken))
  }

  /** What acts on one channel goes with its owner's token, all else with the app's. */
  #token(call: Call) {
    const isPersonal = call.forceType === 'user' || call.scopes !== undefined
    if (!isPersonal) {
      return this.tokens.getAppAccessToken()
    }
    if (call.userId === undefined) {
      throw new TwitchError('unexpected', { detail: `${call.url} needs a user` })
    }
    return this.tokens.getAccessTokenForUser(call.userId)
  }

  async #sendAs(call: Call, token: AccessToken & { userId?: string }): Promise<Answer> {
    const answer = await this.#send(call, token.accessToken)
    const bucket = token.userId === undefined ? APP_BUCKET : userBucket(token.userId)
    this.rate.learn(bucket, answer.status, answer.headers)
    return answer
  }

  #send(call: Call, accessToken: string): Promise<Answer> {
    const { clientId, helixUrl, subscriptionsUrl } = twitchSettings()
    const path = call.url.replace(/^\//, '')
    const url = new URL(
      path === 'eventsub/subscriptions' ? subscriptionsUrl : `${helixUrl}/${path}`
    )
    for (const [name, value] of Object.entries(call.query ?? {})) {
      for (const one of [value ?? []].flat()) {
        url.searchParams.append(name, one)
      }
    }

    return send(url, {
      method: call.method ?? 'GET',
      headers: {
        'accept': 'application/json',
        'client-id': clientId,
        'authorization': `Bearer ${accessToken}`,
        ...(call.jsonBody ? { 'content-type': 'application/json' } : {}),
      },
      body: call.jsonBody ? JSON.stringify(call.jsonBody) : undefined,
    })
  }
}

/** Helix answers an object with a list `data`, or nothing at all (204). */
function parse<T>(answer: Answer): T
function parse(answer: Answer): unknown {
  if (answer.status < 200 || answer.status >= 300) {
    throw answerToError(answer)
  }
  if (answer.text === '') {
    return undefined
  }

  try {
    const body = Fields.parse(answer.text)
    body.list('data')
    return body.raw
  } catch {
    throw new TwitchError('unexpected', { detail: `${answer.status} without a list of data` })
  }
}
