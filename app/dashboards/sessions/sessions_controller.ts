import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { Clock } from '#core/clock'
import { isUuid } from '#core/ids'
import { ownChannel } from '#dashboards/own_channel'
import { sessionCourse } from '#dashboards/sessions/session_course'
import { sessionLine, sessionList } from '#dashboards/sessions/session_list'
import { sessionTotals } from '#dashboards/sessions/session_totals'

const pageValidator = vine.create({ after: vine.string().uuid().optional() })

/**
 * A streamer's own streams, and how each of them went.
 */
export default class SessionsController {
  async index(ctx: HttpContext) {
    const { sql, ...whose } = await ownChannel(ctx)
    const { after = null } = await ctx.request.validateUsing(pageValidator, {
      data: ctx.request.qs(),
    })

    return ctx.inertia.render('channel/sessions', {
      streamerId: whose.streamerId,
      after,
      page: () => sessionList(sql, whose, after),
    })
  }

  @inject()
  async show(ctx: HttpContext, clock: Clock) {
    const { sql, ...whose } = await ownChannel(ctx)
    const id: unknown = ctx.params.sessionId
    const session = isUuid(id) ? await sessionLine(sql, whose, id) : null

    if (!session) {
      throw new Exception('There is no such stream.', { status: 404, code: 'E_NO_SESSION' })
    }
    return ctx.inertia.render('channel/session', {
      streamerId: whose.streamerId,
      session,
      totals: () => sessionTotals(sql, whose, session),
      course: () => sessionCourse(sql, whose, session, clock.now().toJSDate()),
    })
  }
}
