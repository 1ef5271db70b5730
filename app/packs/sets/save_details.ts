import type { Sql } from '#core/sql'
import { changeSet, type SeenSet } from '#packs/sets/change_set'
import { refuseField } from '#packs/sets/faults_of_fields'
import { SetRefused } from '#packs/sets/set_refused'
import type { DetailsInput } from '#packs/sets/set_validators'

/** What is said of a set, and when its packs are sold: of that nothing is drawn, so it holds at once. */
export class SaveDetails {
  async execute(seen: SeenSet, input: DetailsInput): Promise<void> {
    const { startsAt = null, endsAt = null } = input
    if (startsAt && endsAt && endsAt <= startsAt) {
      refuseField('endsAt', 'The last day comes before the first one.')
    }
    await changeSet(seen, async (sql) => {
      await sql.run(
        `UPDATE card_sets SET name = $2, description = $3, picture_id = $4, starts_at = $5, ends_at = $6 WHERE id = $1`,
        [seen.id, input.name, input.description, input.pictureId ?? null, startsAt, endsAt]
      )
    })
  }
}

/** Lends a set to a campaign of its author's, or takes it back. */
export class LendSet {
  async execute(seen: SeenSet, userId: string, campaignId: string | null): Promise<void> {
    await changeSet(seen, async (sql) => {
      if (campaignId) {
        await refuseStranger(sql, userId, campaignId)
      }
      await sql.run('UPDATE card_sets SET campaign_id = $2 WHERE id = $1', [seen.id, campaignId])
    })
  }
}

async function refuseStranger(sql: Sql, userId: string, campaignId: string): Promise<void> {
  const member = await sql.run(
    `SELECT FROM campaign_members m JOIN campaigns c ON c.id = m.campaign_id
     WHERE m.campaign_id = $1 AND m.user_id = $2 AND c.archived_at IS NULL LIMIT 1`,
    [campaignId, userId]
  )
  if (member.length === 0) {
    throw new SetRefused('not_a_member')
  }
}
