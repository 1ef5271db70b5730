import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import Campaign from '#campaigns/campaign'
import CampaignPolicy from '#campaigns/campaign_policy'
import CampaignTransformer from '#campaigns/campaign_transformer'
import { Clock } from '#core/clock'
import { onLucid, type Sql } from '#core/sql'
import { CheckListening } from '#channels/eventsub/listening/check_listening'
import { PauseListening } from '#channels/eventsub/listening/pause_listening'
import { TwitchHealth } from '#channels/twitch_health'
import { connectionCourse } from '#dashboards/connection/connection_course'
import { connectionReport } from '#dashboards/connection/connection_report'
import { ownChannel } from '#dashboards/own_channel'

const rangeValidator = vine.create({ days: vine.enum(['1', '7']).optional() })

/**
 * How a channel is connected to Twitch's events. Its streamer may connect and disconnect it; a GM of
 * a campaign that the streamer plays in sees how it is.
 */
@inject()
export default class ConnectionController {
  constructor(
    private health: TwitchHealth,
    private clock: Clock
  ) {}

  async own(ctx: HttpContext) {
    const { sql, streamerId } = await ownChannel(ctx)
    return ctx.inertia.render('channel/connection', {
      streamerId,
      ...(await this.#props(ctx, sql, streamerId)),
    })
  }

  async ofCampaign(ctx: HttpContext) {
    const campaign = await Campaign.fromAddress(ctx.params.campaignId)
    await ctx.bouncer.with(CampaignPolicy).authorize('manage', campaign)
    await campaign.load('members', (members) => members.preload('user'))
    const member = campaign.members.find(
      ({ userId, role }) => userId === ctx.params.streamerId && role === 'streamer'
    )

    if (!member) {
      throw new Exception('There is no such streamer.', { status: 404, code: 'E_NO_STREAMER' })
    }
    return ctx.inertia.render('campaigns/connection', {
      campaign: CampaignTransformer.transform(campaign),
      streamer: { id: member.userId, name: member.user.displayName },
      ...(await this.#props(ctx, onLucid(db.connection()), member.userId)),
    })
  }

  @inject()
  async connect(ctx: HttpContext, listening: PauseListening) {
    const { streamerId } = await ownChannel(ctx)
    await listening.resume(streamerId)
    ctx.session.flash('success', 'Connecting.')
    return ctx.response.redirect().back()
  }

  @inject()
  async disconnect(ctx: HttpContext, listening: PauseListening) {
    const { streamerId } = await ownChannel(ctx)
    await listening.pause(streamerId)
    ctx.session.flash('success', 'Disconnected. Twitch’s lists are read instead.')
    return ctx.response.redirect().back()
  }

  @inject()
  async check(ctx: HttpContext, listening: CheckListening) {
    const { streamerId } = await ownChannel(ctx)
    await listening.execute(streamerId)
    ctx.session.flash('success', 'Compared with Twitch in a moment. This page follows.')
    return ctx.response.redirect().back()
  }

  async #props({ request }: HttpContext, sql: Sql, streamerId: string) {
    const { days = '1' } = await request.validateUsing(rangeValidator, { data: request.qs() })
    const range = { now: this.clock.now().toJSDate(), hours: Number(days) * 24 }

    return {
      days,
      report: () => connectionReport(sql, this.health, streamerId),
      course: () => connectionCourse(sql, streamerId, range),
    }
  }
}
