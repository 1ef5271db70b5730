import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { onLucid } from '#core/sql'
import { publicCampaign } from '#dashboards/public_campaign'
import { visibleViewer } from '#dashboards/viewers/find_viewer'
import { viewerPoints } from '#dashboards/viewers/viewer_points'

const searchValidator = vine.create({
  login: vine
    .string()
    .trim()
    .regex(/^@?\w{1,25}$/)
    .transform((login) => login.replace(/^@/, ''))
    .optional(),
  after: vine.string().maxLength(100).optional(),
})

/**
 * What became of a viewer's points in one campaign, by login, where the GM has
 * allowed that. Whoever hides looks like somebody who never was here.
 */
export default class ViewerSearchController {
  async show(ctx: HttpContext) {
    const campaign = await publicCampaign(ctx, ({ viewersSearchable }) => viewersSearchable)
    const [error, search] = await searchValidator.tryValidate(ctx.request.qs())
    const sql = onLucid(db.connection())
    const { login, after = null } = search ?? {}
    const viewer = login ? await visibleViewer(sql, campaign.id, login) : null

    ctx.response.status(error ? 422 : 200)
    return ctx.inertia.render('campaigns/viewer', {
      campaign: { id: campaign.id, name: campaign.name },
      login: login ?? null,
      after,
      problem: error ? 'A Twitch login has letters, digits and underscores only.' : null,
      viewer: viewer?.displayName ?? null,
      points: viewer
        ? await viewerPoints(sql, { viewerId: viewer.viewerId, campaignId: campaign.id }, after)
        : null,
    })
  }
}
