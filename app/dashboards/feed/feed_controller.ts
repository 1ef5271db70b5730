import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { channelFeed } from '#core/realtime/channels'
import { openStream } from '#core/realtime/streams'
import { eventFeed } from '#dashboards/feed/event_feed'
import { openFailures } from '#dashboards/feed/failure_list'
import { readFeedFilter } from '#dashboards/feed/feed_filter'
import { rawEvent } from '#dashboards/feed/raw_event'
import { ownChannel } from '#dashboards/own_channel'

/**
 * What happened on a streamer's own channel, as it happens.
 */
export default class FeedController {
  async index(ctx: HttpContext) {
    const { sql, streamerId, channelId } = await ownChannel(ctx)
    const { filter, problems } = await readFeedFilter(ctx.request.qs())
    const isSound = Object.keys(problems).length === 0

    ctx.response.status(isSound ? 200 : 422)
    return ctx.inertia.render('channel/events', {
      streamerId,
      filter,
      problems,
      page: async () => (isSound ? eventFeed(sql, channelId, filter) : null),
      failures: () => openFailures(sql, channelId),
    })
  }

  /** More of it, or what is new, for the page that is open. */
  async lines(ctx: HttpContext) {
    const { sql, channelId } = await ownChannel(ctx)
    const { filter, problems } = await readFeedFilter(ctx.request.qs())
    const [problem] = Object.values(problems)

    if (problem) {
      throw new Exception(problem, { status: 422, code: 'E_BAD_FILTER' })
    }
    return eventFeed(sql, channelId, filter)
  }

  async show(ctx: HttpContext) {
    const { sql, channelId } = await ownChannel(ctx)
    const event = await rawEvent(sql, channelId, String(ctx.params.eventId))

    if (!event) {
      throw new Exception('There is no such event.', { status: 404, code: 'E_NO_EVENT' })
    }
    return event
  }

  async stream(ctx: HttpContext) {
    const { streamerId } = await ownChannel(ctx)
    await openStream(ctx, channelFeed(streamerId))
  }
}
