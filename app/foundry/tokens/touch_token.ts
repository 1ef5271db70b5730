import { notify } from '#core/jobs/notifications'
import { transact } from '#core/transact'

/**
 * Notes that a token was used, at most once a minute: it then lives another 180
 * days. The first use of a rotated one ends its predecessor, whose lease and
 * streams it takes over, since it is the same browser.
 */
export class TouchToken {
  async execute({ id, rotatedFrom }: { id: string; rotatedFrom: string | null }): Promise<void> {
    await transact(async (sql) => {
      // The connection before its tokens, as whoever revokes them does: else each waits for the other.
      await sql.run(
        `UPDATE foundry_connections SET last_seen_at = now()
         WHERE id = (SELECT connection_id FROM foundry_tokens WHERE id = $1)`,
        [id]
      )
      await sql.run(
        `UPDATE foundry_tokens t SET last_used_at = now(),
           expires_at = CASE WHEN EXISTS (SELECT 1 FROM foundry_tokens s WHERE s.rotated_from = t.id)
                        THEN t.expires_at ELSE now() + interval '180 days' END
         WHERE id = $1`,
        [id]
      )

      if (rotatedFrom === null) {
        return
      }

      const ended = await sql.run(
        `UPDATE foundry_tokens SET revoked_at = now()
         WHERE id = $1 AND revoked_at IS NULL RETURNING id`,
        [rotatedFrom]
      )
      if (ended.length > 0) {
        await sql.run('UPDATE foundry_leases SET token_id = $2 WHERE token_id = $1', [
          rotatedFrom,
          id,
        ])
        await notify(sql, 'bridge', `rotated:${rotatedFrom}:${id}`)
      }
    })
  }
}
