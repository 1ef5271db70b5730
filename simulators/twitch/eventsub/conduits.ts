import { randomUUID } from 'node:crypto'
import { describeTransport, type Receiver } from './model.ts'

export interface Shard {
  id: string
  status: string
  transport: Receiver | null
  failures: number
}

export interface Conduit {
  id: string
  clientId: string
  shards: Shard[]
  /** Round-robin position. */
  next: number
}

/** A shard as Helix shows it. */
export function describeShard({ id, status, transport }: Shard) {
  return { id, status, transport: transport ? describeTransport(transport) : null }
}

/** Conduits and their shards: one subscription, many receivers. */
export class Conduits {
  readonly #byId = new Map<string, Conduit>()

  get(id: string): Conduit | undefined {
    return this.#byId.get(id)
  }

  of(clientId: string): Conduit[] {
    return this.all().filter((conduit) => conduit.clientId === clientId)
  }

  all(): Conduit[] {
    return [...this.#byId.values()]
  }

  create(clientId: string, shardCount: number): Conduit {
    const conduit: Conduit = { id: randomUUID(), clientId, shards: [], next: 0 }
    this.resize(conduit, shardCount)
    this.restore(conduit)
    return conduit
  }

  restore(conduit: Conduit): void {
    this.#byId.set(conduit.id, conduit)
  }

  resize(conduit: Conduit, shardCount: number): void {
    conduit.shards.length = Math.min(conduit.shards.length, shardCount)
    for (let index = conduit.shards.length; index < shardCount; index += 1) {
      conduit.shards.push({
        id: String(index),
        status: 'websocket_disconnected',
        transport: null,
        failures: 0,
      })
    }
  }

  remove(conduit: Conduit): void {
    this.#byId.delete(conduit.id)
  }

  /** The next shard that can take a message; undefined loses it, as on Twitch. */
  pick(conduit: Conduit): Shard | undefined {
    const { shards } = conduit
    for (let tried = 0; tried < shards.length; tried += 1) {
      const shard = shards[conduit.next % shards.length]
      conduit.next = (conduit.next + 1) % shards.length
      if (shard?.transport && shard.status === 'enabled') return shard
    }
    return undefined
  }

  shardsOn(sessionId: string): { conduit: Conduit; shard: Shard }[] {
    return this.all().flatMap((conduit) =>
      conduit.shards
        .filter(
          ({ transport }) => transport?.method === 'websocket' && transport.sessionId === sessionId
        )
        .map((shard) => ({ conduit, shard }))
    )
  }
}
