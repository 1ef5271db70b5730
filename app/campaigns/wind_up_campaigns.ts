import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type User from '#accounts/user'
import { ArchiveCampaign } from '#campaigns/archive_campaign'
import Campaign from '#campaigns/campaign'
import CampaignMember from '#campaigns/campaign_member'
import type { Departures } from '#campaigns/departures'
import { EndMembership } from '#campaigns/end_membership'
import { onLucid } from '#core/sql'

/**
 * What an account's deletion means to its campaigns. A campaign with another GM
 * is handed to the longest-serving one, one without is archived; the other
 * memberships end as if the person had left.
 */
export async function windUpCampaigns(
  trx: TransactionClientContract,
  user: User,
  departures: Departures
): Promise<void> {
  const owned = await Campaign.query({ client: trx })
    .whereHas('members', (members) => members.where('user_id', user.id).where('role', 'owner'))
    .preload('members', (members) => members.orderBy('joined_at'))

  for (const campaign of owned) {
    const heir = campaign.members.find(({ role, userId }) => role === 'co_gm' && userId !== user.id)

    if (heir) {
      await onLucid(trx).run(
        `DELETE FROM campaign_members WHERE campaign_id = $1 AND user_id = $2 AND role = 'owner'`,
        [campaign.id, user.id]
      )
      await heir.useTransaction(trx).merge({ role: 'owner' }).save()
    } else if (!campaign.archivedAt) {
      await new ArchiveCampaign(departures).execute(campaign, trx)
    }
  }

  const others = await CampaignMember.query({ client: trx })
    .where('user_id', user.id)
    .whereNot('role', 'owner')

  for (const member of others) {
    await new EndMembership(departures).execute(member, trx)
  }
}
