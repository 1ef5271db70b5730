import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { readAudienceFilter } from '#dashboards/audience/audience_filter'
import { audienceCounts, audienceList } from '#dashboards/audience/audience_list'
import { viewerProfile } from '#dashboards/audience/viewer_profile'
import { ownChannel } from '#dashboards/own_channel'

/**
 * Who a streamer's own audience is. Whoever hides is not shown here either.
 */
export default class AudienceController {
  async index(ctx: HttpContext) {
    const { sql, ...whose } = await ownChannel(ctx)
    const { filter, problems } = await readAudienceFilter(ctx.request.qs())
    const isSound = Object.keys(problems).length === 0

    ctx.response.status(isSound ? 200 : 422)
    return ctx.inertia.render('channel/viewers', {
      streamerId: whose.streamerId,
      filter,
      problems,
      counts: () => audienceCounts(sql, whose.channelId),
      page: async () => (isSound ? audienceList(sql, whose, filter) : null),
    })
  }

  async show(ctx: HttpContext) {
    const { sql, ...whose } = await ownChannel(ctx)
    const profile = await viewerProfile(sql, whose, String(ctx.params.viewerId))

    if (!profile) {
      throw new Exception('Nobody of this channel’s audience is at this address, or they hide.', {
        status: 404,
        code: 'E_NO_VIEWER',
      })
    }
    return ctx.inertia.render('channel/viewer', { streamerId: whose.streamerId, profile })
  }
}
