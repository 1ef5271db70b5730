import type { Sql } from '#core/sql'
import { transact } from '#core/transact'
import { announceConfig } from '#foundry/announce_config'
import type { LimitedCommand } from '#foundry/protocol'

/** What a GM allows at a campaign's table, in the app. */
export type TableSettings = {
  /** Each effect of viewers comes with a whisper to the GMs. */
  tellsGm: boolean
  /** Kinds of commands that are left out; the points go back. */
  switchedOff: LimitedCommand[]
}

export async function readTableSettings(sql: Sql, campaignId: string): Promise<TableSettings> {
  const [row] = await sql.run<TableSettings>(
    `SELECT tells_gm AS "tellsGm", switched_off AS "switchedOff"
     FROM foundry_settings WHERE campaign_id = $1`,
    [campaignId]
  )
  return row ?? { tellsGm: false, switchedOff: [] }
}

/** Replaces a campaign's settings; open tabs go by them from the next command on. */
export class SaveTableSettings {
  async execute(campaignId: string, { tellsGm, switchedOff }: TableSettings): Promise<void> {
    await transact(async (sql) => {
      await sql.run(
        `INSERT INTO foundry_settings (campaign_id, tells_gm, switched_off) VALUES ($1, $2, $3)
         ON CONFLICT (campaign_id) DO UPDATE SET tells_gm = excluded.tells_gm,
           switched_off = excluded.switched_off, updated_at = now()`,
        [campaignId, tellsGm, [...new Set(switchedOff)]]
      )
      await announceConfig(sql, campaignId)
    })
  }
}
