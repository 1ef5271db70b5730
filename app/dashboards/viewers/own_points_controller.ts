import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { onLucid } from '#core/sql'
import { ownViewer } from '#dashboards/viewers/find_viewer'
import { HideViewer } from '#dashboards/viewers/hide_viewer'
import { viewerPoints } from '#dashboards/viewers/viewer_points'

const pageValidator = vine.create({ after: vine.string().maxLength(100).optional() })
const visibilityValidator = vine.create({ isHidden: vine.boolean() })

/**
 * What became of one's own points, on all channels. Signing in is enough: no
 * permission on Twitch is asked for.
 */
export default class OwnPointsController {
  async show({ inertia, auth, request }: HttpContext) {
    const sql = onLucid(db.connection())
    const { viewerId, isHidden } = await ownViewer(sql, auth.getUserOrFail().id)
    const { after = null } = await request.validateUsing(pageValidator, { data: request.qs() })

    return inertia.render('points/show', {
      isHidden,
      isKnown: viewerId !== null,
      after,
      points: viewerId ? await viewerPoints(sql, { viewerId }, after) : null,
    })
  }

  @inject()
  async update({ request, response, auth, session }: HttpContext, hideViewer: HideViewer) {
    const { isHidden } = await request.validateUsing(visibilityValidator)
    await hideViewer.execute(onLucid(db.connection()), auth.getUserOrFail().id, isHidden)

    session.flash('success', isHidden ? 'Your name is hidden now.' : 'Your name is shown again.')
    return response.redirect().toRoute('points.show')
  }
}
