import { createHmac, createSecretKey, type KeyObject, randomUUID } from 'node:crypto'
import type { TestReward } from '../fixtures.js'

const TYPE = 'channel.channel_points_custom_reward_redemption.add'
const PATH = '/webhooks/twitch/eventsub'
const VIEWERS = 2_000

/** A whole HTTP request, with the id of its redemption. */
export interface RedemptionMessage {
  redemptionId: string
  request: string
}

/** Signed notifications of redemptions, as Twitch sends them, each another one. */
export class RedemptionMessages {
  #key: KeyObject
  #count = 0
  #good = 0
  #made: RedemptionMessage[] = []

  constructor(
    secret: string,
    private reward: TestReward,
    private subscriptionId: string
  ) {
    this.#key = createSecretKey(secret, 'utf8')
  }

  /** How many were made that have to be taken. */
  get good(): number {
    return this.#good
  }

  next(): RedemptionMessage {
    this.#good++
    return this.#made.pop() ?? this.#make()
  }

  /** Has so many ready, so that making them takes no time while others are measured. */
  stock(count: number): void {
    while (this.#made.length < count) this.#made.push(this.#make())
  }

  #make(): RedemptionMessage {
    const redemptionId = randomUUID()
    return { redemptionId, request: this.#request(this.#body(redemptionId)) }
  }

  /** One of each kind that has to be refused or dropped. */
  bad(): string[] {
    const forged = this.#request(this.#body(randomUUID())).replace(
      /sha256=\w{8}/,
      'sha256=00000000'
    )
    const old = this.#request(this.#body(randomUUID()), new Date(Date.now() - 11 * 60_000))
    const unknown = this.#body(randomUUID())
      .replace(this.subscriptionId, randomUUID())
      .replace(/"condition":{[^}]*}/, '"condition":{"broadcaster_user_id":"404"}')
    return [
      forged,
      old,
      this.#request('{"subscription":'),
      this.#request(`{"pad":"${'x'.repeat(65_536)}"}`),
      this.#request(unknown),
    ]
  }

  #request(body: string, sentAt = new Date()): string {
    const id = randomUUID()
    const timestamp = sentAt.toISOString()
    const signature = createHmac('sha256', this.#key)
      .update(id + timestamp + body)
      .digest('hex')
    return [
      `POST ${PATH} HTTP/1.1`,
      'Host: 127.0.0.1',
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      `Twitch-Eventsub-Message-Id: ${id}`,
      'Twitch-Eventsub-Message-Retry: 0',
      'Twitch-Eventsub-Message-Type: notification',
      `Twitch-Eventsub-Message-Signature: sha256=${signature}`,
      `Twitch-Eventsub-Message-Timestamp: ${timestamp}`,
      `Twitch-Eventsub-Subscription-Type: ${TYPE}`,
      'Twitch-Eventsub-Subscription-Version: 1',
      '',
      body,
    ].join('\r\n')
  }

  #body(redemptionId: string): string {
    const { broadcasterId, twitchRewardId } = this.reward
    const viewer = 70_000_000 + ((this.#count++ * 7_919) % VIEWERS)
    return JSON.stringify({
      subscription: {
        id: this.subscriptionId,
        status: 'enabled',
        type: TYPE,
        version: '1',
        condition: { broadcaster_user_id: broadcasterId, reward_id: '' },
        transport: {
          method: 'webhook',
          callback: 'https://crowdcrit.example/webhooks/twitch/eventsub',
        },
        created_at: '2026-11-11T10:11:12.123Z',
        cost: 0,
      },
      event: {
        id: redemptionId,
        broadcaster_user_id: broadcasterId,
        broadcaster_user_login: 'mira',
        broadcaster_user_name: 'Mira',
        user_id: String(viewer),
        user_login: `viewer_${viewer}`,
        user_name: `Viewer ${viewer}`,
        user_input: '',
        status: 'unfulfilled',
        redeemed_at: new Date().toISOString(),
        reward: {
          id: twitchRewardId,
          title: 'Twist of fate',
          cost: 100,
          prompt: 'The next critical turns.',
        },
      },
    })
  }
}
