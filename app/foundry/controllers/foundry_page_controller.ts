import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import Campaign from '#campaigns/campaign'
import CampaignPolicy from '#campaigns/campaign_policy'
import CampaignTransformer from '#campaigns/campaign_transformer'
import { appUrl } from '#config/app'
import { AssignCharacter } from '#foundry/page/assign_character'
import { DecideAboutCommand } from '#foundry/page/decide_about_command'
import { ReadFoundryPage } from '#foundry/page/read_foundry_page'
import { RevokeBrowser } from '#foundry/page/revoke_browser'
import { Disconnect } from '#foundry/tokens/disconnect'
import { SaveRollRules } from '#foundry/rolls/roll_rules'
import { SaveTableSettings } from '#foundry/settings/table_settings'
import {
  assignmentValidator,
  commandDecisionValidator,
  rollRulesValidator,
  tableSettingsValidator,
} from '#foundry/validators/page_validators'

/** The GM's page about the campaign's table. */
export default class FoundryPageController {
  @inject()
  async show(ctx: HttpContext, read: ReadFoundryPage) {
    const campaign = await this.#managed(ctx)

    return ctx.inertia.render('foundry/show', {
      campaign: CampaignTransformer.transform(campaign),
      manifestUrl: new URL('/foundry/module.json', appUrl).href,
      table: () => read.execute(campaign.id),
    })
  }

  @inject()
  async assign(ctx: HttpContext, assignCharacter: AssignCharacter) {
    const campaign = await this.#managed(ctx)
    await assignCharacter.execute(campaign.id, await ctx.request.validateUsing(assignmentValidator))
    return this.#back(ctx, campaign, 'Saved.')
  }

  @inject()
  async saveRules(ctx: HttpContext, saveRollRules: SaveRollRules) {
    const campaign = await this.#managed(ctx)
    const { rules } = await ctx.request.validateUsing(rollRulesValidator)
    await saveRollRules.execute(campaign.id, rules)
    return this.#back(ctx, campaign, 'Saved. The table goes by these rules from the next roll on.')
  }

  @inject()
  async saveSettings(ctx: HttpContext, saveTableSettings: SaveTableSettings) {
    const campaign = await this.#managed(ctx)
    const settings = await ctx.request.validateUsing(tableSettingsValidator)
    await saveTableSettings.execute(campaign.id, settings)
    return this.#back(ctx, campaign, 'Saved. It holds from the next effect on.')
  }

  @inject()
  async decide(ctx: HttpContext, decideAboutCommand: DecideAboutCommand) {
    const campaign = await this.#managed(ctx)
    const { decision } = await ctx.request.validateUsing(commandDecisionValidator)
    const by = ctx.auth.getUserOrFail().displayName
    const { commandId } = ctx.params

    if (!(await decideAboutCommand.execute(campaign.id, String(commandId), decision, by))) {
      throw new Exception('There is nothing to decide about it any more.', { status: 409 })
    }
    return this.#back(ctx, campaign, decision === 'undo' ? 'The table takes it back.' : 'Decided.')
  }

  @inject()
  async revoke(ctx: HttpContext, revokeBrowser: RevokeBrowser) {
    const campaign = await this.#managed(ctx)

    if (!(await revokeBrowser.execute(campaign.id, String(ctx.params.tokenId)))) {
      throw new Exception('There is no such browser any more.', { status: 404 })
    }
    return this.#back(ctx, campaign, 'That browser is not connected any more.')
  }

  @inject()
  async disconnect(ctx: HttpContext, disconnect: Disconnect) {
    const campaign = await this.#managed(ctx)
    await disconnect.execute(campaign.id)
    return this.#back(ctx, campaign, 'The world is not connected any more.')
  }

  async #managed({ params, bouncer }: HttpContext): Promise<Campaign> {
    const campaign = await Campaign.fromAddress(params.campaignId)
    await bouncer.with(CampaignPolicy).authorize('manage', campaign)
    return campaign
  }

  #back({ response, session }: HttpContext, campaign: Campaign, sentence: string) {
    session.flash('success', sentence)
    return response.redirect().toPath(`/campaigns/${campaign.id}/foundry`)
  }
}
