import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { onLucid } from '#core/sql'
import { TwitchApi } from '#twitch/api/twitch_api'
import { disown, own } from '#core/jobs/ownership'
import { KeepStreams } from '#channels/streams/keep_streams'
import { RecordStreamState } from '#channels/record_stream_state'

const EVERY_MS = 30_000
/** After a failed call: until then nobody may know whether a channel is live. */
const RETRY_MS = 5_000
/** However many ask at once. */
const APART_MS = 1_000
const OWNED_SECONDS = 15
const RESOURCE = 'viewer-sampler'

/**
 * Asks Twitch which of the streamers are live and how many watch, for all of
 * them at once; objectives go by this count as long as it is fresh, and streams are kept
 * with it. A failed call changes nothing: the sample grows old, and the fallback is used.
 */
@inject()
export class SampleViewers {
  #dueAt = 0
  #lastAt = 0

  constructor(
    private api: TwitchApi,
    private record: RecordStreamState,
    private streams: KeepStreams,
    private clock: Clock
  ) {}

  /** To be called often: samples when its time has come, in one process of all. */
  async turn(): Promise<void> {
    const isOurs = (await own(onLucid(db.connection()), RESOURCE, OWNED_SECONDS)) !== null
    if (isOurs && this.clock.millis() >= this.#dueAt) {
      await this.#sample()
    }
  }

  /** A stream has begun or ended, or that may have been missed: the next turn does not wait. */
  soon(): void {
    this.#dueAt = Math.min(this.#dueAt, this.#lastAt + APART_MS)
  }

  async stop(): Promise<void> {
    await disown(onLucid(db.connection()), RESOURCE)
  }

  async #sample(): Promise<void> {
    this.#lastAt = this.clock.millis()
    this.#dueAt = this.#lastAt + EVERY_MS
    try {
      await this.execute()
    } catch (error) {
      this.#dueAt = this.#lastAt + RETRY_MS
      throw error
    }
  }

  async execute(): Promise<void> {
    const sql = onLucid(db.connection())
    const rows = await sql.run<{ twitch_id: string }>(
      `SELECT a.twitch_id FROM twitch_accounts a
       WHERE EXISTS (SELECT FROM campaign_members m WHERE m.user_id = a.user_id AND m.role = 'streamer')`
    )
    const ids = rows.map((row) => row.twitch_id)
    if (ids.length === 0) {
      return
    }

    const live = await this.api.streams(ids)
    const at = this.clock.now().toJSDate()
    const believed = await this.record.execute(
      ids.map((twitchId) => {
        const stream = live.get(twitchId)
        return {
          twitchId,
          isLive: stream !== undefined,
          startedAt: stream?.startedAt ?? null,
          viewerCount: stream?.viewerCount ?? 0,
        }
      })
    )
    await this.streams.execute(at, [...believed], live)
  }
}
