import { RollQueue, TAKEOVER_MS, type WaitingRoll } from './roll_queue.ts'
import { mayBeTold, toRollEvents } from './to_roll_events.ts'
import type { FoundryPort, MessageView } from '../port.ts'
import type { EventsResponse, ModuleConfig, RollEvent } from '../../../app/foundry/protocol.ts'

/** Leaves room for the envelope in the bridge's 32 KB. Characters of JSON. */
const MAX_BATCH_CHARACTERS = 20_000

export interface RollReporterOptions {
  world: FoundryPort
  config: () => ModuleConfig
  /** The server's time for a time of this browser, both in milliseconds. */
  toServerTime: (localTime: number) => number
  /** A roll is ready to be sent. */
  onReady: () => void
}

/** Watches the chat log and keeps what has to be told to the server. */
export class RollReporter {
  #options: RollReporterOptions
  #queue = new RollQueue()

  constructor(options: RollReporterOptions) {
    this.#options = options
  }

  /** A tab that was just opened may be taking over from one that closed a moment ago. */
  readRecent(now = Date.now()) {
    for (const message of this.#options.world.messagesSince(now - TAKEOVER_MS)) {
      this.#take(message, Math.min(message.timestamp, now))
    }
  }

  /** A message appeared. */
  created(message: MessageView, now = Date.now()) {
    this.#take(message, now)
  }

  /** A message changed: some systems add the rolls later, others edit what is long gone. */
  updated(message: MessageView, now = Date.now()) {
    if (!mayBeTold(message, this.#system())) return this.#queue.withdraw(message.id)
    const isOld = now - message.timestamp > TAKEOVER_MS
    this.#take(message, isOld ? message.timestamp : now)
  }

  /** Another tab reports: keep only what a takeover would need. */
  standBy(now = Date.now()) {
    this.#queue.forgetOlderThan(now - TAKEOVER_MS)
  }

  get waiting() {
    return this.#queue.size
  }

  /**
   * Sends what is ready, batch after batch.
   *
   * @throws whatever `send` throws; the rolls stay for the next time
   */
  async flush(send: (events: RollEvent[]) => Promise<EventsResponse>) {
    for (;;) {
      const batch = this.#nextBatch()
      if (batch.length === 0) return

      const { accepted, rejected } = await send(batch)
      const settled = [...accepted, ...rejected.map(({ eventId }) => eventId)]
      this.#queue.settle(settled)
      // A server that settles nothing would be asked for ever.
      if (!batch.some(({ eventId }) => settled.includes(eventId))) return
    }
  }

  /** A roll the server cannot take must not block those behind it. */
  giveUp(events: RollEvent[]) {
    this.#queue.settle(events.map(({ eventId }) => eventId))
  }

  #take(message: MessageView, seenAt: number) {
    const rolls = toRollEvents(message, this.#system(), this.#options.config().rollRules)
    const added = rolls.flatMap((roll) => this.#queue.add(roll, seenAt) ?? [])
    if (added.length > 0) void this.#announce(message.id, added)
  }

  #system() {
    const { system, systemVersion } = this.#options.world.info()
    return { id: system, version: systemVersion }
  }

  async #announce(messageId: string, added: WaitingRoll[]) {
    await this.#options.world.diceAtRest(messageId).catch(() => {})
    for (const entry of added) entry.ready = true
    this.#options.onReady()
  }

  #nextBatch(): RollEvent[] {
    const batch: RollEvent[] = []
    let characters = 0
    for (const entry of this.#queue.ready()) {
      const event = this.#toEvent(entry)
      characters += JSON.stringify(event).length
      if (batch.length > 0 && characters > MAX_BATCH_CHARACTERS) break
      batch.push(event)
    }
    return batch
  }

  #toEvent({ roll, seenAt }: WaitingRoll): RollEvent {
    const at = new Date(this.#options.toServerTime(seenAt)).toISOString()
    const late = Date.now() - seenAt > this.#options.config().rollMaxAge * 1000
    return late ? { ...roll, at, late } : { ...roll, at }
  }
}
