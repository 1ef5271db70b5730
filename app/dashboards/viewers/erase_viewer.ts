import { notify } from '#core/jobs/notifications'
import { transact } from '#core/transact'
import { forgetViewer } from '#channels/forgetting/forget_viewer'
import { ViewerErased } from '#channels/viewers/viewer_erased'
import { forgetPurchaser } from '#redemptions/forget_purchaser'

/**
 * Erases what is known of somebody as a viewer, on all channels. What counted stays counted, by
 * a viewer without a name whom nothing leads back to; whoever does something again
 * starts anew.
 */
export class EraseViewer {
  /** @returns whether there was anything */
  async execute(userId: string): Promise<boolean> {
    return transact(async (sql, after) => {
      // Before anything of theirs is touched: whoever is about to write of them waits, and then finds nobody.
      const [viewer] = await sql.run<{ viewerId: number; twitchId: string }>(
        `SELECT v.id AS "viewerId", v.twitch_id AS "twitchId"
         FROM twitch_accounts a JOIN viewers v ON v.twitch_id = a.twitch_id
         WHERE a.user_id = $1 FOR UPDATE OF v`,
        [userId]
      )
      if (!viewer) {
        return false
      }
      const { viewerId, twitchId } = viewer
      await sql.run(
        `UPDATE viewers SET twitch_id = 'erased-' || id, login = 'erased', display_name = 'An erased viewer',
           user_id = NULL, is_hidden = true, erased_at = now(), updated_at = now()
         WHERE id = $1`,
        [viewerId]
      )
      await forgetPurchaser(sql, viewerId)
      await forgetViewer(sql, { viewerId, twitchId })
      await notify(sql, 'viewers')
      after.afterCommit(() => void ViewerErased.dispatch())
      return true
    })
  }
}
