import type { Sql } from '#core/sql'

/**
 * Whether a person's name is shown to others: on boards, overlays, in exports
 * and when looked for. It can be chosen before the first redemption.
 */
export class HideViewer {
  async execute(sql: Sql, userId: string, isHidden: boolean): Promise<void> {
    await sql.run(
      `INSERT INTO viewers AS v (twitch_id, login, display_name, is_hidden)
       SELECT twitch_id, login, display_name, $2 FROM twitch_accounts WHERE user_id = $1
       ON CONFLICT (twitch_id) DO UPDATE SET is_hidden = excluded.is_hidden`,
      [userId, isHidden]
    )
  }
}
