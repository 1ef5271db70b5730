import { Readable } from 'node:stream'
import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { Clock } from '#core/clock'
import { onLucid } from '#core/sql'
import { EraseViewer } from '#dashboards/viewers/erase_viewer'
import { exportViewer } from '#dashboards/viewers/export_viewer'
import { ownViewer } from '#dashboards/viewers/find_viewer'

const erasureValidator = vine.create({
  /** Typed by hand, so that it is not erased by a slip. */
  confirmation: vine.literal('ERASE'),
})

/**
 * What is kept of oneself as a viewer: to take along, and to erase.
 */
export default class OwnDataController {
  @inject()
  async show({ auth, response }: HttpContext, clock: Clock) {
    const sql = onLucid(db.connection())
    const { viewerId, twitchId } = await ownViewer(sql, auth.getUserOrFail().id)
    if (viewerId === null || twitchId === null) {
      throw new Exception('Nothing is kept of you as a viewer.', {
        status: 404,
        code: 'E_NOTHING_KEPT',
      })
    }
    const file = exportViewer(sql, { viewerId, twitchId }, clock.now().toJSDate())
    response.header('Content-Type', 'application/json; charset=utf-8')
    response.header('Content-Disposition', 'attachment; filename="crowdcrit-my-data.json"')
    response.header('Cache-Control', 'no-store')
    return response.stream(Readable.from(file))
  }

  @inject()
  async destroy({ request, response, auth, session }: HttpContext, erase: EraseViewer) {
    await request.validateUsing(erasureValidator, {
      messagesProvider: { getMessage: () => 'Type ERASE to confirm.' },
    })
    const was = await erase.execute(auth.getUserOrFail().id)

    session.flash(
      'success',
      was ? 'What was kept of you as a viewer is erased.' : 'Nothing was kept of you as a viewer.'
    )
    return response.redirect().toRoute('points.show')
  }
}
