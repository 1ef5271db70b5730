import type { IncomingMessage, ServerResponse } from 'node:http'
import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { Clock } from '#core/clock'
import { onLucid } from '#core/sql'
import { MalformedData } from '#twitch/fields'
import { eventsubKey } from '#twitch/eventsub/eventsub_settings'
import {
  isSigned,
  readHead,
  readRequest,
  type WebhookHead,
  type WebhookRequest,
} from '#twitch/eventsub/webhook_request'
import { Deliver } from '#channels/eventsub/deliver'
import { lookAgainAfter } from '#channels/eventsub/look_again'
import { TakeRevocation } from '#channels/eventsub/take_revocation'
import { readBody } from '#channels/eventsub/webhook/read_body'
import { type Refusal, Refusals } from '#channels/eventsub/webhook/refusals'
import { KnownSubscriptions } from '#channels/eventsub/webhook/known_subscriptions'

/** Twitch's own rule: what is older may be a replay. */
const MAX_AGE_MS = 10 * 60_000

interface Answer {
  status: number
  text?: string
  refusal?: Refusal
}

const DONE: Answer = { status: 204 }

/**
 * Twitch's messages at our public address. Who may say something here is decided by the signature alone, before
 * anything is parsed. The answer waits until the message is stored: Twitch repeats what is not answered with 2xx.
 *
 * @see https://dev.twitch.tv/docs/eventsub/handling-webhook-events/
 */
@inject()
export class WebhookReceiver {
  #refusals = new Refusals()

  constructor(
    private known: KnownSubscriptions,
    private deliver: Deliver,
    private revoke: TakeRevocation,
    private clock: Clock
  ) {}

  /** Takes a request of Node's server, without the framework: thousands come in a second. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = await this.#answer(request)
    if (answer.refusal) {
      this.#refusals.note(answer.refusal)
    }
    if (answer.status === 413) {
      response.setHeader('connection', 'close')
    }
    if (answer.status === 204) {
      response.writeHead(204).end()
      return
    }
    const text = answer.text ?? ''
    response
      .writeHead(answer.status, {
        'content-type': 'text/plain',
        'content-length': Buffer.byteLength(text),
      })
      .end(text)
  }

  async #answer(request: IncomingMessage): Promise<Answer> {
    const body = await readBody(request)
    if (!Buffer.isBuffer(body)) {
      return body === 'too_large' ? { status: 413, refusal: 'too_large' } : { status: 400 }
    }
    const head = readHead(request.headers)
    if (head === null || !isSigned(head, body, eventsubKey())) {
      return { status: 403, refusal: 'wrong_signature' }
    }
    try {
      return await this.#take(head, readRequest(head, body))
    } catch (error) {
      if (error instanceof MalformedData) {
        return { status: 400, refusal: 'broken' }
      }
      logger.error({ event: 'webhook.failed', err: error }, 'A webhook request failed')
      return { status: 503, refusal: 'not_stored' }
    }
  }

  async #take(head: WebhookHead, request: WebhookRequest): Promise<Answer> {
    const age = this.clock.millis() - Date.parse(head.timestamp)
    if (!(age <= MAX_AGE_MS)) {
      if (request.type === 'notification') {
        await lookAgainAfter(onLucid(db.connection()), request.message.subscriptionId)
      }
      return { status: 403, refusal: 'too_old' }
    }
    switch (request.type) {
      case 'notification':
        return this.#notification(request)
      case 'challenge': {
        const isWanted = await this.known.accept(request.challenge)
        return isWanted
          ? { status: 200, text: request.challenge.challenge }
          : { status: 404, refusal: 'unwanted_challenge' }
      }
      case 'revocation': {
        const isOurs = await this.revoke.execute(request.revocation)
        return isOurs ? DONE : { ...DONE, refusal: 'unknown_subscription' }
      }
      case 'unknown':
        return { ...DONE, refusal: 'unknown_type' }
    }
  }

  async #notification({ message, condition }: WebhookRequest & { type: 'notification' }) {
    const { subscriptionId, type } = message
    const isKnown = this.known.isKnown(subscriptionId, type, condition)
    if (isKnown !== true && !(await isKnown)) {
      return { ...DONE, refusal: 'unknown_subscription' as const }
    }
    switch (await this.deliver.execute(message)) {
      case 'stored':
      case 'parked':
        return DONE
      case 'too_old':
        return { status: 403, refusal: 'too_old' as const }
      case 'failed':
        return { status: 503, refusal: 'not_stored' as const }
    }
  }
}
