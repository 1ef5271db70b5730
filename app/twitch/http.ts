import { redact } from '#twitch/redact'
import { TwitchError } from '#twitch/twitch_error'

const TIMEOUT_MS = 10_000

export interface Answer {
  status: number
  headers: Headers
  text: string
}

/**
 * One attempt, with an end: who calls decides whether and when to try again.
 *
 * @throws TwitchError `unavailable` when there is no answer within 10 s
 */
export async function send(url: URL, init: RequestInit = {}): Promise<Answer> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) })
    return { status: response.status, headers: response.headers, text: await response.text() }
  } catch (error) {
    const words = error instanceof Error ? `${error.name}: ${error.message}` : 'no answer'
    throw new TwitchError('unavailable', { detail: redact(`${url.pathname}: ${words}`) })
  }
}
