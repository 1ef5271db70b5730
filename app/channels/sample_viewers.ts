import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { onLucid } from '#core/sql'
import { TwitchApi } from '#twitch/api/twitch_api'
import { own } from '#core/jobs/ownership'
import { RecordStreamState } from '#channels/record_stream_state'

const OWNED_SECONDS = 60

/**
 * Asks Twitch which of the streamers are live and how many watch, for all of
 * them at once; objectives go by this count as long as it is fresh. A failed
 * call changes nothing: the sample grows old, and the fallback is used.
 */
@inject()
export class SampleViewers {
  constructor(
    private api: TwitchApi,
    private record: RecordStreamState
  ) {}

  async execute(): Promise<void> {
    const sql = onLucid(db.connection())
    if ((await own(sql, 'viewer-sampler', OWNED_SECONDS)) === null) {
      return
    }

    const rows = await sql.run<{ twitch_id: string }>(
      `SELECT a.twitch_id FROM twitch_accounts a
       WHERE EXISTS (SELECT FROM campaign_members m WHERE m.user_id = a.user_id AND m.role = 'streamer')`
    )
    const ids = rows.map((row) => row.twitch_id)
    if (ids.length === 0) {
      return
    }

    const live = await this.api.streams(ids)
    await this.record.execute(
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
  }
}
