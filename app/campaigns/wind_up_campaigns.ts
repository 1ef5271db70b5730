import type User from '#accounts/user'
import { ArchiveCampaign } from '#campaigns/archive_campaign'
import type { Departures } from '#campaigns/departures'
import { EndMembership } from '#campaigns/end_membership'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'

interface Other {
  id: string
  campaign_id: string
  role: string
}

/**
 * What an account's deletion means to its campaigns. A campaign with another GM
 * is handed to the longest-serving one, one without is archived; the other
 * memberships end as if the person had left.
 */
export async function windUpCampaigns(
  sql: Sql,
  after: AfterCommit,
  user: User,
  departures: Departures
): Promise<void> {
  const owned = await sql.run<{ campaign_id: string }>(
    `SELECT campaign_id FROM campaign_members
     WHERE user_id = $1 AND role = 'owner' ORDER BY campaign_id`,
    [user.id]
  )
  for (const { campaign_id: campaignId } of owned) {
    if (!(await handOver(sql, campaignId, user.id))) {
      await new ArchiveCampaign(departures).within(sql, after, campaignId)
    }
    await departures.gmLeaves(sql, after, { campaignId, gmId: user.id })
  }

  const others = await sql.run<Other>(
    `SELECT id, campaign_id, role FROM campaign_members
     WHERE user_id = $1 AND role <> 'owner' ORDER BY id`,
    [user.id]
  )
  for (const { id, campaign_id: campaignId, role } of others) {
    const member = { id, campaignId, role, userId: user.id }
    await new EndMembership(departures).within(sql, after, member)
  }
}

/** @returns false when there is nobody to take it. An heir who is leaving as well is waited for. */
async function handOver(sql: Sql, campaignId: string, ownerId: string): Promise<boolean> {
  const [heir] = await sql.run<{ id: string }>(
    `SELECT m.id FROM campaign_members m JOIN users u ON u.id = m.user_id
     WHERE m.campaign_id = $1 AND m.role = 'co_gm' AND m.user_id <> $2
     ORDER BY m.joined_at LIMIT 1 FOR UPDATE OF m FOR KEY SHARE OF u`,
    [campaignId, ownerId]
  )
  if (!heir) {
    return false
  }

  await sql.run(
    `DELETE FROM campaign_members WHERE campaign_id = $1 AND user_id = $2 AND role = 'owner'`,
    [campaignId, ownerId]
  )
  await sql.run(`UPDATE campaign_members SET role = 'owner' WHERE id = $1`, [heir.id])
  return true
}
