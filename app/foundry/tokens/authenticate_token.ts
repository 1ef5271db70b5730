import db from '@adonisjs/lucid/services/db'
import { Gathering } from '#core/gathering'
import { hashSecret } from '#core/ids'
import { kept } from '#core/prepared_names'
import { onLucid } from '#core/sql'
import { BridgeException } from '#foundry/bridge_exception'
import { type TouchToken } from '#foundry/tokens/touch_token'

/** The paired browser that asks, and what the answers need of its campaign. */
export interface BridgeCaller {
  tokenId: string
  userName: string
  connectionId: string
  instanceId: string
  worldId: string
  campaign: { id: string; name: string }
  /** The GM takes a break, or has panicked. */
  isPaused: boolean
  /** Sequence number of the newest command. */
  head: number
}

interface Row {
  token_hash: string
  token_id: string
  user_name: string
  rotated_from: string | null
  connection_id: string
  instance_id: string
  world_id: string
  campaign_id: string
  campaign_name: string
  is_usable: boolean
  /** Null unless the campaign is archived. */
  is_over: boolean | null
  is_paused: boolean
  is_touch_due: boolean
  head: number
}

interface Lookup {
  hash: string
  row?: Row
}

/**
 * One indexed look-up by the token's hash, for those who ask together in one statement;
 * everything a request needs comes along, since an idle world asks every twenty seconds.
 * An archived campaign is over for its table once what was handed out is answered, or has
 * run out.
 */
export class AuthenticateToken {
  #lookups = new Gathering<Lookup>((lot) => this.#find(lot))

  constructor(private touchToken: TouchToken) {}

  /** @throws BridgeException 401 for a token that is none, expired or revoked; 403 for an archived campaign */
  async execute(token: string | null): Promise<BridgeCaller> {
    const row = token === null ? undefined : await this.#lookUp(token)

    if (!row?.is_usable) {
      const message = 'This browser is not connected any more. Connect it again.'
      throw new BridgeException(401, row ? 'revoked' : 'invalid_token', message)
    }

    if (row.is_over) {
      throw new BridgeException(403, 'archived', 'This campaign is archived.')
    }

    if (row.is_touch_due) {
      await this.touchToken.execute({ id: row.token_id, rotatedFrom: row.rotated_from })
    }

    return {
      tokenId: row.token_id,
      userName: row.user_name,
      connectionId: row.connection_id,
      instanceId: row.instance_id,
      worldId: row.world_id,
      campaign: { id: row.campaign_id, name: row.campaign_name },
      isPaused: row.is_paused,
      head: row.head,
    }
  }

  async #lookUp(token: string): Promise<Row | undefined> {
    const lookup: Lookup = { hash: hashSecret(token) }
    await this.#lookups.add(lookup)
    return lookup.row
  }

  async #find(lot: Lookup[]): Promise<void> {
    const rows = await onLucid(db.connection()).run<Row>(
      kept(`SELECT t.token_hash, t.id AS token_id, t.user_name, t.rotated_from,
              c.id AS connection_id, c.instance_id, c.world_id, ca.id AS campaign_id,
              ca.name AS campaign_name,
              t.revoked_at IS NULL AND t.expires_at > now() AND c.is_active AS is_usable,
              CASE WHEN ca.archived_at IS NOT NULL THEN NOT EXISTS (
                SELECT FROM foundry_commands k
                WHERE k.campaign_id = ca.id AND k.status = 'delivered') END AS is_over,
              COALESCE(ca.break_since, ca.panic_since) IS NOT NULL AS is_paused,
              COALESCE(t.last_used_at < now() - interval '1 minute', true) AS is_touch_due,
              COALESCE(h.head, 0) AS head
       FROM foundry_tokens t
       JOIN foundry_connections c ON c.id = t.connection_id
       JOIN campaigns ca ON ca.id = c.campaign_id
       LEFT JOIN foundry_heads h ON h.campaign_id = ca.id
       WHERE t.token_hash = ANY($1)`),
      [lot.map(({ hash }) => hash)]
    )
    const found = new Map(rows.map((row) => [row.token_hash, row]))
    for (const lookup of lot) {
      lookup.row = found.get(lookup.hash)
    }
  }
}
