import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import { uuidv7 } from '#core/ids'
import type { Sql } from '#core/sql'
import { transact } from '#core/transact'
import { FoundryChanged } from '#foundry/foundry_changed'
import { type ConnectedWorld, kinshipOf } from '#foundry/pairing/kinship'
import { Disconnect } from '#foundry/tokens/disconnect'
import type { PairStart } from '#foundry/validators/pair_validators'

export interface Approval {
  pairingId: string
  campaignId: string
  userId: string
  /** Agreed that the world connected until now loses the campaign. */
  replacesWorld: boolean
  /** Agreed that this is the connected world, opened at another address. */
  isSameWorld?: boolean
}

interface CurrentRow extends ConnectedWorld {
  id: string
  world_title: string
}

/**
 * A GM lets a world in. The campaign's row is locked, since it has one active
 * connection at most; another browser of the same world joins the existing one. So is
 * the GM's membership: if it ends at the same moment, so does what was let in.
 */
@inject()
export class ApprovePairing {
  constructor(private disconnect: Disconnect) {}

  /** @throws Exception 403 to one who is no GM any more, 409 when it was decided meanwhile, or another world is connected */
  async execute(approval: Approval): Promise<void> {
    await transact(async (sql, deferred) => {
      await sql.run('SELECT 1 FROM campaigns WHERE id = $1 FOR NO KEY UPDATE', [
        approval.campaignId,
      ])
      await this.#insistOnGm(sql, approval)
      const request = await this.#claim(sql, approval)
      const current = await this.#connected(sql, approval.campaignId)
      const joins = current ? insistOnAnswer(current, request, approval) : false

      if (current && !joins) {
        await this.disconnect.within(sql, approval.campaignId, deferred)
      }

      const connectionId =
        current && joins
          ? await this.#join(sql, current, request)
          : await this.#connect(sql, approval, request)
      await sql.run('UPDATE foundry_pairings SET connection_id = $2 WHERE id = $1', [
        approval.pairingId,
        connectionId,
      ])
      deferred.afterCommit(() => FoundryChanged.dispatch(approval.campaignId, 'connection'))
    })
  }

  async #insistOnGm(sql: Sql, { campaignId, userId }: Approval): Promise<void> {
    const memberships = await sql.run(
      `SELECT 1 FROM campaign_members
       WHERE campaign_id = $1 AND user_id = $2 AND role IN ('owner', 'co_gm') FOR SHARE`,
      [campaignId, userId]
    )
    if (memberships.length === 0) {
      throw new Exception('Only a GM of the campaign can let a world in.', {
        status: 403,
        code: 'E_NOT_GM',
      })
    }
  }

  async #claim(sql: Sql, { pairingId, userId }: Approval): Promise<PairStart> {
    const [row] = await sql.run<{ request: PairStart }>(
      `UPDATE foundry_pairings SET status = 'approved', decided_by = $2, decided_at = now()
       WHERE id = $1 AND status = 'pending' AND expires_at > now() RETURNING request`,
      [pairingId, userId]
    )
    if (!row) {
      throw new Exception(
        'This code has expired, or was decided already. Start again in Foundry.',
        {
          status: 409,
          code: 'E_PAIRING_OVER',
        }
      )
    }
    return row.request
  }

  async #connected(sql: Sql, campaignId: string): Promise<CurrentRow | undefined> {
    const [row] = await sql.run<CurrentRow>(
      `SELECT id, instance_id, world_id, world_title, foundry_origin, other_origins
       FROM foundry_connections WHERE campaign_id = $1 AND is_active`,
      [campaignId]
    )
    return row
  }

  /** Another browser of the connected world; its address is known from now on. */
  async #join(sql: Sql, current: CurrentRow, request: PairStart): Promise<string> {
    if (kinshipOf(current, request) === 'elsewhere') {
      await sql.run(
        `UPDATE foundry_connections SET other_origins = other_origins || $2::text, updated_at = now()
         WHERE id = $1`,
        [current.id, request.foundryOrigin]
      )
    }
    return current.id
  }

  async #connect(sql: Sql, { campaignId }: Approval, request: PairStart): Promise<string> {
    const id = uuidv7()
    await sql.run(
      `INSERT INTO foundry_connections
         (id, campaign_id, instance_id, world_id, world_title, foundry_origin, system,
          system_version, generation, module_version)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        id,
        campaignId,
        request.instanceId,
        request.worldId,
        request.worldTitle,
        request.foundryOrigin,
        request.system,
        request.systemVersion ?? null,
        request.generation,
        request.moduleVersion,
      ]
    )
    await sql.run(
      `INSERT INTO foundry_leases (connection_id, expires_at, vacant_since)
       VALUES ($1, clock_timestamp(), clock_timestamp())`,
      [id]
    )
    return id
  }
}

/**
 * Nobody loses the campaign, and no second copy gets in, without a GM's word.
 *
 * @returns whether it joins the connected world; it replaces it otherwise
 */
function insistOnAnswer(current: CurrentRow, request: PairStart, approval: Approval): boolean {
  const kinship = kinshipOf(current, request)

  if (kinship === 'same' || (kinship === 'elsewhere' && approval.isSameWorld === true)) {
    return true
  }
  if (approval.replacesWorld) {
    return false
  }
  throw kinship === 'elsewhere'
    ? new Exception(
        `“${current.world_title}” is connected from ${current.foundry_origin}. Say whether this is the same world.`,
        { status: 409, code: 'E_ANOTHER_ADDRESS' }
      )
    : new Exception(
        `“${current.world_title}” is connected to this campaign. Confirm that it is to be replaced.`,
        { status: 409, code: 'E_ANOTHER_WORLD' }
      )
}
