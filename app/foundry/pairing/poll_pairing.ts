import { hashSecret } from '#core/ids'
import type { Sql } from '#core/sql'
import { transact } from '#core/transact'
import { BridgeException } from '#foundry/bridge_exception'
import type { PairPollErrorCode, PairPollSuccess } from '#foundry/protocol'
import { issueToken } from '#foundry/tokens/issue_token'
import type { PairStart } from '#foundry/validators/pair_validators'

/** A poll that comes this much too early is the network's doing. */
const TOLERANCE_SECONDS = 1
/** What `slow_down` adds to the pause. @see RFC 8628, section 3.5 */
const SLOWER_SECONDS = 5

const SENTENCES: Record<PairPollErrorCode, string> = {
  authorization_pending: 'The GM has not decided yet.',
  slow_down: 'Ask less often.',
  access_denied: 'The GM refused.',
  expired_token: 'This code is not valid any more. Start again.',
}

const refuse = (code: PairPollErrorCode) => new BridgeException(400, code, SENTENCES[code])

interface Row {
  id: string
  status: 'pending' | 'approved' | 'denied' | 'delivered'
  request: PairStart
  connection_id: string | null
  decided_by: string | null
  is_expired: boolean
  is_too_early: boolean
}

/**
 * The module asks what became of its pairing. The row is locked, so that of two
 * polls at the same moment one gets the token, and no later one gets it again.
 */
export class PollPairing {
  /** @throws BridgeException 400 with one of the codes of RFC 8628, section 3.5 */
  async execute(deviceCode: string): Promise<PairPollSuccess> {
    const outcome = await transact((sql) => this.#poll(sql, deviceCode))

    // Thrown out here, since the note of this poll has to be committed.
    if (typeof outcome === 'string') {
      throw refuse(outcome)
    }
    return outcome
  }

  async #poll(sql: Sql, deviceCode: string): Promise<PairPollSuccess | PairPollErrorCode> {
    const [row] = await sql.run<Row>(
      `SELECT id, status, request, connection_id, decided_by, expires_at <= now() AS is_expired,
              COALESCE(last_polled_at > clock_timestamp()
                - make_interval(secs => poll_interval_seconds - $2), false) AS is_too_early
       FROM foundry_pairings WHERE device_code_hash = $1 FOR UPDATE`,
      [hashSecret(deviceCode), TOLERANCE_SECONDS]
    )

    if (!row || row.is_expired || row.status === 'delivered') {
      return 'expired_token'
    }
    if (row.status === 'denied') {
      return 'access_denied'
    }
    if (row.status === 'pending') {
      await this.#notePoll(sql, row)
      return row.is_too_early ? 'slow_down' : 'authorization_pending'
    }
    return (await this.#deliver(sql, row)) ?? 'expired_token'
  }

  async #notePoll(sql: Sql, { id, is_too_early: isTooEarly }: Row): Promise<void> {
    await sql.run(
      `UPDATE foundry_pairings
       SET last_polled_at = clock_timestamp(), poll_interval_seconds = poll_interval_seconds + $2
       WHERE id = $1`,
      [id, isTooEarly ? SLOWER_SECONDS : 0]
    )
  }

  /** Null when the connection ended before the module came for its token. */
  async #deliver(sql: Sql, row: Row): Promise<PairPollSuccess | null> {
    const [connection] = await sql.run<{ id: string; campaign_id: string; name: string }>(
      `SELECT c.id, c.campaign_id, ca.name
       FROM foundry_connections c JOIN campaigns ca ON ca.id = c.campaign_id
       WHERE c.id = $1 AND c.is_active FOR SHARE OF c`,
      [row.connection_id]
    )
    await sql.run(`UPDATE foundry_pairings SET status = 'delivered' WHERE id = $1`, [row.id])

    if (!connection) {
      return null
    }

    const { clientId, userName } = row.request
    const token = await issueToken(sql, {
      connectionId: connection.id,
      clientId,
      userName,
      approvedBy: row.decided_by,
    })
    return {
      access_token: token,
      token_type: 'Bearer',
      connectionId: connection.id,
      campaign: { id: connection.campaign_id, name: connection.name },
    }
  }
}
