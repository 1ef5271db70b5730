import logger from '@adonisjs/core/services/logger'
import pg from 'pg'
import env from '#start/env'
import type { Sql } from '#core/sql'

/** What workers wait for. A notification carries no data: rows do. */
export type WorkChannel =
  | 'settlements'
  | 'commands'
  | 'bridge'
  | 'executions'
  | 'rewards'
  | 'subscriptions'
  | 'reconciliations'
  | 'polling'
  | 'polls'
  | 'packs'
  | 'chat_lines'
  | 'streams'
  | 'viewers'
  | 'probe'

const RECONNECT_MS = 1_000

/** Wakes the workers of a channel once the transaction of `sql` has committed. */
export async function notify(sql: Sql, channel: WorkChannel, payload = ''): Promise<void> {
  await sql.run('SELECT pg_notify($1, $2)', [channel, payload])
}

/**
 * One connection that listens for all workers of this process. A pooler would
 * swallow LISTEN, hence DATABASE_DIRECT_URL. While it is down, and for what was
 * sent meanwhile, the workers' own sweep finds the rows.
 */
export class Notifications {
  #client: pg.Client | undefined
  #retry: NodeJS.Timeout | undefined
  #stopped = false
  #listening: Promise<void> = Promise.resolve()
  #callbacks = new Map<string, Set<(payload: string) => void>>()

  on(channel: WorkChannel, callback: (payload: string) => void): () => void {
    const callbacks = this.#callbacks.get(channel) ?? new Set()
    const isNew = !this.#callbacks.has(channel)
    this.#callbacks.set(channel, callbacks.add(callback))

    const client = this.#client
    if (isNew && client) {
      // One after the other: a connection does one thing at a time.
      this.#listening = this.#listening.then(() => this.#listen(client, [channel]))
    }
    return () => callbacks.delete(callback)
  }

  /** True while notifications arrive. */
  get isListening(): boolean {
    return this.#client !== undefined
  }

  async start(): Promise<void> {
    if (this.#stopped || this.#client) {
      return
    }

    const client = new pg.Client({
      connectionString: env.get('DATABASE_DIRECT_URL') ?? env.get('DATABASE_URL'),
      keepAlive: true,
      application_name: 'crowdcrit-listen',
    })
    client.on('error', (error) => this.#lost(client, error))
    client.on('notification', ({ channel, payload }) => this.#deliver(channel, payload ?? ''))

    try {
      await client.connect()
      this.#client = client
      this.#listening = this.#listen(client, [...this.#callbacks.keys()])
      await this.#listening
    } catch (error) {
      this.#lost(client, error)
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#retry)
    const client = this.#client
    this.#client = undefined
    await client?.end()
  }

  /**
   * One statement for all channels. Afterwards each is woken once, for what was
   * sent while nobody listened.
   */
  async #listen(client: pg.Client, channels: string[]): Promise<void> {
    try {
      await client.query(channels.map((channel) => `LISTEN ${channel}`).join(';'))
      channels.forEach((channel) => this.#deliver(channel, ''))
    } catch (error) {
      this.#lost(client, error)
    }
  }

  #deliver(channel: string, payload: string): void {
    this.#callbacks.get(channel)?.forEach((callback) => callback(payload))
  }

  #lost(client: pg.Client, error: unknown): void {
    if (this.#stopped || (this.#client && this.#client !== client)) {
      return
    }

    logger.warn({ event: 'notifications.lost', err: error }, 'Not listening to the database')
    this.#client = undefined
    client.end().catch(() => logger.debug('The lost connection was already closed'))
    clearTimeout(this.#retry)
    this.#retry = setTimeout(() => void this.start(), RECONNECT_MS)
  }
}
