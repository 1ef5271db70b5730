import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { streamerChannel } from '#core/realtime/channels'
import { openStream } from '#core/realtime/streams'
import { onLucid } from '#core/sql'
import { stuckGroups } from '#dashboards/accounts/stuck_list'
import {
  channelConnections,
  foundryConnection,
  overlayConnection,
} from '#dashboards/connection_list'
import { chatConnection } from '#dashboards/chat_connection'
import { comparisons } from '#dashboards/comparisons'
import { CountLedger } from '#dashboards/count_ledger'
import { streamerSteps } from '#dashboards/first_steps'
import { listeningList } from '#dashboards/listening_list'
import { offers } from '#dashboards/offer_list'
import { latestRedemptions } from '#dashboards/redemption_list'
import { streamingCampaigns } from '#dashboards/streaming_campaigns'
import { pollingIntervals } from '#channels/polling/polling_report'
import { openInstances } from '#gamification/public_instance'
import { currentPollOn } from '#polls/read_polls'
import { channelObstacle } from '#rewards/sale_obstacle'
import { rewardSlots } from '#rewards/slots'

/**
 * A streamer's own channel: what is on sale, what is going on, what needs doing.
 */
export default class StreamerBoardController {
  @inject()
  async show({ inertia, auth }: HttpContext, countLedger: CountLedger) {
    const streamerId = auth.getUserOrFail().id
    const sql = onLucid(db.connection())
    const campaigns = await streamingCampaigns(sql, streamerId)
    const live = campaigns.find(({ isLive }) => isLive) ?? null

    return inertia.render('dashboard/show', {
      streamerId,
      campaigns,
      live,
      steps: async () => (live ? streamerSteps(sql, streamerId) : []),
      offers: async () => (live ? offers(sql, live.id, streamerId) : []),
      obstacle: () => channelObstacle(sql, streamerId),
      slots: () => rewardSlots(sql, streamerId),
      instances: () => openInstances(sql, { streamerId }),
      poll: () => currentPollOn(sql, streamerId),
      redemptions: () => latestRedemptions(sql, { streamerId }),
      totals: () => countLedger.execute(sql, { streamerId }),
      stuck: () => stuckGroups(sql, { streamerId }),
      comparisons: () => comparisons(sql, [streamerId]),
      channel: () => channelState(streamerId),
      listening: () => listeningList(sql, streamerId),
      intervals: pollingIntervals(),
      chatLines: async () => (await chatConnection(sql, streamerId)) !== null,
      connections: async () => [
        ...(await channelConnections(sql, streamerId)),
        ...[(await chatConnection(sql, streamerId)) ?? []].flat(),
        ...(live ? [await foundryConnection(sql, live.id, live.mayManage)] : []),
        await overlayConnection(sql, streamerId),
      ],
    })
  }

  /** Only one's own: a stranger's id is as good as none. */
  async stream(ctx: HttpContext) {
    if (ctx.params.streamerId !== ctx.auth.getUserOrFail().id) {
      throw new Exception('There is no such channel.', { status: 404, code: 'E_NO_CHANNEL' })
    }

    await openStream(ctx, streamerChannel(ctx.params.streamerId))
  }
}

/** Live or not, and how many watch, as last sampled. */
async function channelState(streamerId: string) {
  const [row] = await onLucid(db.connection()).run<{
    isLive: boolean
    viewerCount: number
    sampledAt: Date
  }>(
    `SELECT is_live AS "isLive", viewer_count AS "viewerCount", sampled_at AS "sampledAt"
     FROM channel_states WHERE streamer_id = $1`,
    [streamerId]
  )

  return row ? { ...row, sampledAt: row.sampledAt.toISOString() } : null
}
