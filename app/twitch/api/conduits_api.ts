import { inject } from '@adonisjs/core'
import { Fields, MalformedData } from '#twitch/fields'
import { TwitchClient } from '#twitch/api/twitch_client'
import { TwitchError } from '#twitch/twitch_error'

export interface ConduitOnTwitch {
  id: string
  shardCount: number
}

/** Who receives what a shard is given. */
export type ShardReceiver =
  | { method: 'websocket'; session_id: string }
  | { method: 'webhook'; callback: string; secret: string }

export interface ShardOnTwitch {
  id: number
  /** `enabled`, `webhook_callback_verification_pending`, or why it gets nothing. */
  status: string
  method: string
  /** The session or the address. */
  target: string
}

/**
 * Twitch's conduits, with the app's token: subscriptions of many channels, spread over shards, each with a
 * receiver of its own. All may throw TwitchError.
 *
 * @see https://dev.twitch.tv/docs/eventsub/handling-conduit-events/
 */
@inject()
export class ConduitsApi {
  constructor(private client: TwitchClient) {}

  async list(): Promise<ConduitOnTwitch[]> {
    return this.#call('GET', 'eventsub/conduits', {}, readConduit)
  }

  async create(shardCount: number): Promise<ConduitOnTwitch> {
    const body = { shard_count: shardCount }
    return one(await this.#call('POST', 'eventsub/conduits', { body }, readConduit))
  }

  async resize(id: string, shardCount: number): Promise<void> {
    const body = { id, shard_count: shardCount }
    await this.#call('PATCH', 'eventsub/conduits', { body }, readConduit)
  }

  /** With all its subscriptions; one that does not exist any more is as good as deleted. */
  async delete(id: string): Promise<void> {
    try {
      await this.client.callApi({
        type: 'helix',
        url: 'eventsub/conduits',
        method: 'DELETE',
        query: { id },
        forceType: 'app',
      })
    } catch (error) {
      if (!(error instanceof TwitchError && error.kind === 'not_found')) {
        throw error
      }
    }
  }

  /** Of a conduit with few shards: they fit on one page. */
  async shards(id: string): Promise<ShardOnTwitch[]> {
    return this.#call('GET', 'eventsub/conduits/shards', { query: { conduit_id: id } }, readShard)
  }

  /**
   * Gives a shard its receiver. A session has it at once, an address once it has proved to be ours.
   *
   * @throws TwitchError `invalid` when Twitch refuses the receiver
   */
  async assign(id: string, shard: number, receiver: ShardReceiver): Promise<void> {
    const body = { conduit_id: id, shards: [{ id: String(shard), transport: receiver }] }
    const assigned = await this.#call('PATCH', 'eventsub/conduits/shards', { body }, readShard)
    if (assigned.length === 0) {
      throw new TwitchError('invalid', { detail: `Shard ${shard} was not given its receiver.` })
    }
  }

  async #call<Item>(
    method: 'GET' | 'POST' | 'PATCH',
    url: string,
    { query, body }: { query?: Record<string, string>; body?: Record<string, unknown> },
    readItem: (fields: Fields) => Item
  ): Promise<Item[]> {
    const answer = await this.client.callApi<unknown>({
      type: 'helix',
      url,
      method,
      query,
      jsonBody: body,
      forceType: 'app',
    })
    try {
      return new Fields(answer).list('data').map(readItem)
    } catch (error) {
      throw error instanceof MalformedData
        ? new TwitchError('unexpected', { detail: error.message })
        : error
    }
  }
}

function one<Item>([item]: Item[]): Item {
  if (item === undefined) {
    throw new TwitchError('unexpected', { detail: 'A conduit was made and not told of.' })
  }
  return item
}

function readConduit(fields: Fields): ConduitOnTwitch {
  return { id: fields.id('id'), shardCount: fields.integer('shard_count') }
}

function readShard(fields: Fields): ShardOnTwitch {
  const transport = fields.has('transport') ? fields.object('transport') : new Fields({})
  return {
    id: Number(fields.string('id')),
    status: fields.id('status'),
    method: transport.optionalString('method') ?? '',
    target: transport.optionalString('session_id') ?? transport.optionalString('callback') ?? '',
  }
}
