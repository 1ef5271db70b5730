import { Readable } from 'node:stream'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import Campaign from '#campaigns/campaign'
import CampaignPolicy from '#campaigns/campaign_policy'
import CampaignTransformer from '#campaigns/campaign_transformer'
import { onLucid } from '#core/sql'
import { accountLines } from '#dashboards/accounts/account_lines'
import { ledgerAccounts } from '#dashboards/accounts/account_totals'
import { exportLedger } from '#dashboards/accounts/export_ledger'
import { eventChoices, streamerChoices } from '#dashboards/accounts/ledger_choices'
import { type LedgerPart, readLedgerFilter } from '#dashboards/accounts/ledger_filter'
import { redemptionStory } from '#dashboards/accounts/redemption_timeline'
import { stuckGroups } from '#dashboards/accounts/stuck_list'
import { comparisons } from '#dashboards/comparisons'

/** The channels whose comparison with Twitch somebody may ask for. */
function comparable({ members }: Campaign, { streamerId }: LedgerPart): string[] {
  return members
    .filter(({ role, userId }) => role === 'streamer' && (streamerId ?? userId) === userId)
    .map(({ userId }) => userId)
}

/**
 * A campaign's accounts: a GM reads all of them, a streamer those of the own channel.
 */
export default class CampaignAccountsController {
  async index(ctx: HttpContext) {
    const { campaign, mayManage, part } = await this.#readable(ctx)
    const { filter, problems } = await readLedgerFilter(ctx.request.qs())
    const isSound = Object.keys(problems).length === 0
    const sql = onLucid(db.connection())

    ctx.response.status(isSound ? 200 : 422)
    return ctx.inertia.render('campaigns/accounts', {
      campaign: CampaignTransformer.transform(campaign),
      mayManage,
      readerId: ctx.auth.getUserOrFail().id,
      filter,
      problems,
      streamers: () => streamerChoices(sql, part),
      events: () => eventChoices(sql, campaign.id),
      accounts: async () => (isSound ? ledgerAccounts(sql, part, filter) : null),
      stuck: () => stuckGroups(sql, part),
      comparisons: () => comparisons(sql, comparable(campaign, part)),
      page: async () => (isSound ? accountLines(sql, part, filter) : null),
    })
  }

  async show(ctx: HttpContext) {
    const { campaign, mayManage, part } = await this.#readable(ctx)
    const story = await redemptionStory(
      onLucid(db.connection()),
      part,
      String(ctx.params.redemptionId)
    )

    if (!story) {
      throw new Exception('There is no such redemption.', { status: 404, code: 'E_NO_REDEMPTION' })
    }

    return ctx.inertia.render('campaigns/redemption', {
      campaign: CampaignTransformer.transform(campaign),
      mayManage,
      story,
    })
  }

  async export(ctx: HttpContext) {
    const { campaign, part } = await this.#readable(ctx)
    const { filter, problems } = await readLedgerFilter(ctx.request.qs())
    const [problem] = Object.values(problems)

    if (problem) {
      throw new Exception(problem, { status: 422, code: 'E_BAD_FILTER' })
    }

    const rows = exportLedger(onLucid(db.connection()), part, filter)
    ctx.response.header('Content-Type', 'text/csv; charset=utf-8')
    ctx.response.header(
      'Content-Disposition',
      `attachment; filename="crowdcrit-${campaign.id}.csv"`
    )
    ctx.response.header('Cache-Control', 'no-store')
    return ctx.response.stream(Readable.from(rows))
  }

  async #readable({ params, bouncer, auth }: HttpContext) {
    const campaign = await Campaign.fromAddress(params.campaignId)
    await bouncer.with(CampaignPolicy).authorize('view', campaign)
    const mayManage = await bouncer.with(CampaignPolicy).allows('manage', campaign)
    const part: LedgerPart = {
      campaignId: campaign.id,
      streamerId: mayManage ? null : auth.getUserOrFail().id,
    }

    return { campaign, mayManage, part }
  }
}
