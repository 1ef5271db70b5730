import type { Sql } from '#core/sql'

/** As which viewer an account collects; null before their first redemption. */
export async function viewerOf(sql: Sql, userId: string): Promise<number | null> {
  const [viewer] = await sql.run<{ id: number }>(
    `SELECT v.id FROM twitch_accounts a JOIN viewers v ON v.twitch_id = a.twitch_id
     WHERE a.user_id = $1 AND v.erased_at IS NULL`,
    [userId]
  )
  return viewer?.id ?? null
}
