import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import Campaign from '#campaigns/campaign'
import CampaignPolicy from '#campaigns/campaign_policy'
import { ApprovePairing } from '#foundry/pairing/approve_pairing'
import { DenyPairing } from '#foundry/pairing/deny_pairing'
import { FindPairing, type PendingPairing } from '#foundry/pairing/find_pairing'
import { ListPairableCampaigns } from '#foundry/pairing/list_pairable_campaigns'
import {
  approvalValidator,
  denialValidator,
  userCodeValidator,
} from '#foundry/validators/pair_validators'

/** Where a GM lets a Foundry world in, or keeps it out. */
@inject()
export default class ApprovalController {
  constructor(private findPairing: FindPairing) {}

  @inject()
  async show({ inertia, request, auth }: HttpContext, list: ListPairableCampaigns) {
    const { code = '' } = await userCodeValidator.validate(request.qs())
    const pairing = code === '' ? null : await this.findPairing.execute(code)

    return inertia.render('foundry/pair', {
      code: pairing?.code ?? code,
      pairing: pairing ? toView(pairing) : null,
      isUnknown: code !== '' && pairing === null,
      campaigns: await list.execute(auth.getUserOrFail(), pairing?.request ?? null),
    })
  }

  @inject()
  async approve(ctx: HttpContext, approvePairing: ApprovePairing) {
    const { request, response, session, auth, bouncer } = ctx
    const { code, campaignId, replace, same } = await request.validateUsing(approvalValidator)
    const pairing = await this.#pending(code)
    const campaign = await Campaign.fromAddress(campaignId)
    await bouncer.with(CampaignPolicy).authorize('manage', campaign)

    await approvePairing.execute({
      pairingId: pairing.id,
      campaignId: campaign.id,
      userId: auth.getUserOrFail().id,
      replacesWorld: replace === true,
      isSameWorld: same === true,
    })
    session.flash('success', `${pairing.request.worldTitle} is connected to ${campaign.name}.`)
    return response.redirect().toPath(`/campaigns/${campaign.id}/foundry`)
  }

  @inject()
  async deny({ request, response, session, auth }: HttpContext, denyPairing: DenyPairing) {
    const { code } = await request.validateUsing(denialValidator)
    const pairing = await this.#pending(code)
    await denyPairing.execute(pairing.id, auth.getUserOrFail().id)
    session.flash('success', 'That world was not connected.')
    return response.redirect().toPath('/foundry/pair')
  }

  async #pending(code: string): Promise<PendingPairing> {
    const pairing = await this.findPairing.execute(code)

    if (!pairing) {
      const sentence = 'This code has expired, or was decided already. Start again in Foundry.'
      throw new Exception(sentence, { status: 409, code: 'E_PAIRING_OVER' })
    }
    return pairing
  }
}

function toView({ request, startedAt, expiresAt }: PendingPairing) {
  const { worldTitle, foundryOrigin, system, generation, userName } = request
  return {
    worldTitle,
    origin: foundryOrigin,
    system,
    generation,
    userName,
    startedAt: startedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  }
}
