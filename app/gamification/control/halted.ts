import type { Sql } from '#core/sql'
import { whyQuiet } from '#gamification/safety/quiet_time'
import { ControlRefused } from '#gamification/control/refusal'

/** Why nothing new may reach the table for now, in words for the GM; null when it may. */
export async function whyHalted(sql: Sql, campaignId: string): Promise<string | null> {
  const [campaign] = await sql.run<{ on_break: boolean; panicking: boolean; archived: boolean }>(
    `SELECT break_since IS NOT NULL AS on_break, panic_since IS NOT NULL AS panicking,
            archived_at IS NOT NULL AS archived
     FROM campaigns WHERE id = $1`,
    [campaignId]
  )

  if (!campaign || campaign.archived) return 'The campaign is archived.'
  if (campaign.panicking) return 'Everything is stopped.'
  return campaign.on_break ? 'The table is on a break.' : null
}

/** The same, or why it is a quiet time. */
export async function whyHeld(sql: Sql, campaignId: string): Promise<string | null> {
  return (await whyHalted(sql, campaignId)) ?? whyQuiet(sql, campaignId)
}

/** @throws ControlRefused during a break, a panic, or in an archived campaign */
export async function refuseWhenHalted(sql: Sql, campaignId: string): Promise<void> {
  const halted = await whyHeld(sql, campaignId)

  if (halted) {
    throw new ControlRefused(`${halted} Nothing new reaches the table until it goes on.`)
  }
}
