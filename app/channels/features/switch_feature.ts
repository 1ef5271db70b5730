import { transact } from '#core/transact'
import type { Sql } from '#core/sql'
import { notify } from '#core/jobs/notifications'
import { grantedScopes } from '#accounts/consents'
import type { ChannelFeature } from '#channels/features/channel_features'

/** Switches an optional part of a channel on or off. Its subscriptions and lists follow by themselves. */
export class SwitchFeature {
  /** @returns false when the streamer has to allow something on Twitch first; nothing is changed then */
  async on(streamerId: string, feature: ChannelFeature): Promise<boolean> {
    return transact(async (sql) => {
      const granted = await grantedScopes(sql, streamerId)
      if (feature.scopes.some((scope) => !granted.includes(scope))) {
        return false
      }
      await switchOn(sql, streamerId, feature.id)
      return true
    })
  }

  async off(streamerId: string, feature: ChannelFeature): Promise<void> {
    await transact(async (sql) => {
      await sql.run('DELETE FROM channel_features WHERE streamer_id = $1 AND feature = $2', [
        streamerId,
        feature.id,
      ])
      await notify(sql, 'subscriptions')
    })
  }
}

/** In the caller's transaction, for whom the permission is known to be there. */
export async function switchOn(sql: Sql, streamerId: string, feature: string): Promise<void> {
  await sql.run(
    `INSERT INTO channel_features (streamer_id, feature) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
    [streamerId, feature]
  )
  await notify(sql, 'subscriptions')
  await notify(sql, 'polling', streamerId)
}
