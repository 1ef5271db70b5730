import logger from '@adonisjs/core/services/logger'

const TELL_EVERY_MS = 1_000

export type Refusal =
  | 'wrong_signature'
  | 'too_old'
  | 'too_large'
  | 'broken'
  | 'unknown_subscription'
  | 'unwanted_challenge'
  | 'unknown_type'
  | 'not_stored'

/** What was refused at the public address: counted, and logged once a second, since anybody may send anything. */
export class Refusals {
  #counts: Partial<Record<Refusal, number>> = {}
  #timer: NodeJS.Timeout | undefined

  note(refusal: Refusal): void {
    this.#counts[refusal] = (this.#counts[refusal] ?? 0) + 1
    this.#timer ??= setTimeout(() => this.#tell(), TELL_EVERY_MS).unref()
  }

  #tell(): void {
    logger.warn({ event: 'webhook.refused', ...this.#counts }, 'Webhook requests were refused')
    this.#counts = {}
    this.#timer = undefined
  }
}
