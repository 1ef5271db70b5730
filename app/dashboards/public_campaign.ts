import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import Campaign from '#campaigns/campaign'

/**
 * The campaign of a public address, as far as its setting lets the reader see it.
 *
 * @param offers whether it has this page at all
 * @throws 404 when it does not, as for an unknown one
 */
export async function publicCampaign(
  { params, auth }: HttpContext,
  offers: (campaign: Campaign) => boolean = () => true
): Promise<Campaign> {
  const campaign = await Campaign.fromAddress(params.campaignId)
  const isMember = campaign.members.some(({ userId }) => userId === auth.user?.id)

  if ((campaign.visibility === 'members' && !isMember) || !offers(campaign)) {
    throw new Exception('There is no such campaign.', { status: 404, code: 'E_NO_CAMPAIGN' })
  }

  return campaign
}
