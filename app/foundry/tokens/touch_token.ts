import db from '@adonisjs/lucid/services/db'
import { Gathering } from '#core/gathering'
import { notify } from '#core/jobs/notifications'
import { onLucid } from '#core/sql'
import { transact } from '#core/transact'

interface Used {
  id: string
  rotatedFrom: string | null
}

/**
 * Notes that tokens were used, each at most once a minute: it then lives another 180
 * days. Those used together are noted together; one that somebody changes meanwhile is
 * noted with its next use.
 */
export class TouchToken {
  #touches = new Gathering<Used>((lot) => this.#touch(lot))

  async execute(used: Used): Promise<void> {
    await this.#touches.add(used)
    if (used.rotatedFrom !== null) {
      await this.#endPredecessor(used.id, used.rotatedFrom)
    }
  }

  async #touch(lot: Used[]): Promise<void> {
    const sql = onLucid(db.connection())
    const ids = lot.map(({ id }) => id)
    await sql.run(
      `UPDATE foundry_connections SET last_seen_at = now() WHERE id IN (
         SELECT c.id FROM foundry_connections c
         WHERE c.id IN (SELECT connection_id FROM foundry_tokens WHERE id = ANY($1))
         FOR NO KEY UPDATE SKIP LOCKED)`,
      [ids]
    )
    await sql.run(
      `UPDATE foundry_tokens t SET last_used_at = now(),
         expires_at = CASE WHEN EXISTS (SELECT 1 FROM foundry_tokens s WHERE s.rotated_from = t.id)
                      THEN t.expires_at ELSE now() + interval '180 days' END
       WHERE id IN (SELECT id FROM foundry_tokens WHERE id = ANY($1)
                    FOR NO KEY UPDATE SKIP LOCKED)`,
      [ids]
    )
  }

  /**
   * The first use of a rotated one ends its predecessor, whose lease and streams it
   * takes over, since it is the same browser.
   */
  async #endPredecessor(id: string, rotatedFrom: string): Promise<void> {
    await transact(async (sql) => {
      // The connection before its tokens, as whoever revokes them does: else each waits for the other.
      await sql.run(
        `SELECT 1 FROM foundry_connections
         WHERE id = (SELECT connection_id FROM foundry_tokens WHERE id = $1)
         FOR NO KEY UPDATE`,
        [id]
      )
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
