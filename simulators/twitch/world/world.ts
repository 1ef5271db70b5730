import { type Clock } from './clock.ts'
import { Users } from './users.ts'
import { Tokens } from './tokens.ts'
import { Rewards } from './rewards.ts'
import { Wallets } from './wallets.ts'
import { Channels } from './channels.ts'
import { Community } from './community.ts'
import { Redemptions } from './redemptions.ts'
import type { ChatMessage } from './model.ts'
import { type Poll, type Prediction, Questions } from './polls.ts'

const CHAT_KEPT = 500

/** Everything Twitch knows, in memory. Rules live elsewhere; `onChange` fires after each change. */
export class World {
  readonly clock: Clock
  readonly users = new Users()
  readonly tokens: Tokens
  readonly rewards = new Rewards()
  readonly wallets = new Wallets()
  readonly channels: Channels
  readonly community = new Community()
  readonly redemptions = new Redemptions()
  readonly polls = new Questions<Poll>((poll) => poll.status === 'ACTIVE')
  readonly predictions = new Questions<Prediction>(
    (prediction) => prediction.status === 'ACTIVE' || prediction.status === 'LOCKED'
  )
  readonly #chat: ChatMessage[] = []
  onChange: () => void = () => {}

  constructor(clock: Clock) {
    this.clock = clock
    this.tokens = new Tokens(clock)
    this.channels = new Channels(clock)
  }

  changed(): void {
    this.onChange()
  }

  say(message: ChatMessage): void {
    this.#chat.push(message)
    if (this.#chat.length > CHAT_KEPT) this.#chat.shift()
    this.changed()
  }

  chat(broadcasterId?: string): ChatMessage[] {
    return this.#chat.filter((line) => !broadcasterId || line.broadcasterId === broadcasterId)
  }
}
