import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { onlyAdministrators } from '#accounts/only_administrators'
import { onLucid } from '#core/sql'
import { SwitchTransport } from '#channels/eventsub/transports/switch_transport'
import { TRANSPORT_WORDS, TRANSPORTS } from '#channels/eventsub/transports/transport'
import { ReportTransport } from '#channels/eventsub/transports/transport_report'
import { DismissFailure } from '#channels/failures/dismiss_failure'
import { ReplayFailure } from '#channels/failures/replay_failure'
import { failures } from '#dashboards/feed/failure_list'
import { failureId, tellReplayed } from '#dashboards/feed/failures_controller'
import { rawFailure } from '#dashboards/feed/raw_failure'
import { listenedStreamers } from '#dashboards/installation/listened_streamers'
import { setAside } from '#dashboards/installation/set_aside'

const transportValidator = vine.create({ transport: vine.enum(TRANSPORTS) })

/**
 * How Twitch's events come to this installation, for its administrators.
 */
export default class EventsubController {
  @inject()
  async show({ inertia, auth }: HttpContext, report: ReportTransport) {
    onlyAdministrators(auth)
    const sql = onLucid(db.connection())

    return inertia.render('admin/eventsub', {
      transport: () => report.execute(),
      streamers: () => listenedStreamers(sql),
      failures: () => failures(sql, null),
      setAside: () => setAside(sql),
    })
  }

  @inject()
  async update({ auth, request, response, session }: HttpContext, change: SwitchTransport) {
    const { id } = onlyAdministrators(auth)
    const { transport } = await request.validateUsing(transportValidator)
    await change.execute(transport, id)

    session.flash('success', `Switching to ${TRANSPORT_WORDS[transport].label}.`)
    return response.redirect().toRoute('eventsub.show')
  }

  async message(ctx: HttpContext) {
    onlyAdministrators(ctx.auth)
    return rawFailure(onLucid(db.connection()), null, failureId(ctx))
  }

  @inject()
  async replay(ctx: HttpContext, replayFailure: ReplayFailure) {
    const { id } = onlyAdministrators(ctx.auth)
    tellReplayed(ctx, await replayFailure.execute(failureId(ctx), null, id))
    return ctx.response.redirect().toRoute('eventsub.show')
  }

  @inject()
  async dismiss(ctx: HttpContext, dismissFailure: DismissFailure) {
    const { id } = onlyAdministrators(ctx.auth)
    await dismissFailure.execute(failureId(ctx), null, id)
    ctx.session.flash('success', 'Dismissed.')
    return ctx.response.redirect().toRoute('eventsub.show')
  }
}
