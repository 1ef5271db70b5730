import { createHmac, randomUUID } from 'node:crypto'
import { Agent as HttpAgent, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { messageBody } from './frames.ts'
import type { Message } from './model.ts'

export interface WebhookTarget {
  callback: string
  secret: string
}

const ANSWER_WITHIN_MS = 10_000
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/

interface Answer {
  /** 0 for none. */
  status: number
  contentType: string
  text: string
}

const NO_ANSWER: Answer = { status: 0, contentType: '', text: '' }

/** Signed POSTs to the callbacks of webhook subscriptions and conduit shards. */
export class Webhooks {
  readonly #http = new HttpAgent({ keepAlive: true, maxSockets: 64 })
  readonly #https = new HttpsAgent({ keepAlive: true, maxSockets: 64 })

  /** True when the receiver answered 2xx in time. */
  async deliver(target: WebhookTarget, message: Message, retry: number): Promise<boolean> {
    const { status } = await this.#post(target, message, messageBody(message), retry)
    return status >= 200 && status < 300
  }

  /** Asks the callback to prove that it wants these events: the word back, 200 and text/plain. */
  async challenge(target: WebhookTarget, message: Message): Promise<boolean> {
    const challenge = randomUUID()
    const body = messageBody(message).replace(/^{/, `{"challenge":"${challenge}",`)
    const { status, contentType, text } = await this.#post(target, message, body, 0)
    return status === 200 && /^text\/plain\b/i.test(contentType) && text === challenge
  }

  end(): void {
    this.#http.destroy()
    this.#https.destroy()
  }

  #post(target: WebhookTarget, message: Message, body: string, retry: number): Promise<Answer> {
    const url = new URL(target.callback)
    const secure = url.protocol === 'https:'
    const signature = createHmac('sha256', target.secret)
      .update(message.id + message.timestamp + body)
      .digest('hex')
    return new Promise((resolve) => {
      const failed = () => resolve(NO_ANSWER)
      const request = (secure ? httpsRequest : httpRequest)(url, {
        method: 'POST',
        agent: secure ? this.#https : this.#http,
        timeout: ANSWER_WITHIN_MS,
        // On this machine certificates are made by whoever listens.
        rejectUnauthorized: !LOOPBACK.test(url.hostname),
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'Twitch-Eventsub-Message-Id': message.id,
          'Twitch-Eventsub-Message-Retry': String(retry),
          'Twitch-Eventsub-Message-Type': message.type,
          'Twitch-Eventsub-Message-Signature': `sha256=${signature}`,
          'Twitch-Eventsub-Message-Timestamp': message.timestamp,
          'Twitch-Eventsub-Subscription-Type': message.subscription.type,
          'Twitch-Eventsub-Subscription-Version': message.subscription.version,
        },
      })
      request.on('timeout', () => request.destroy())
      request.on('error', failed)
      request.on('response', (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => (text += text.length < 10_000 ? chunk : ''))
        response.on('end', () => {
          const contentType = response.headers['content-type'] ?? ''
          resolve({ status: response.statusCode ?? 0, contentType, text })
        })
        response.on('error', failed)
      })
      request.end(body)
    })
  }
}
