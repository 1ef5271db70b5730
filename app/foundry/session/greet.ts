import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Clock } from '#core/clock'
import { onLucid, type Sql } from '#core/sql'
import { BridgeException } from '#foundry/bridge_exception'
import { BridgeSettings } from '#foundry/bridge_settings'
import { json } from '#foundry/commands/recorded_command'
import { noteSituation } from '#foundry/events/note_situation'
import { FoundryChanged } from '#foundry/foundry_changed'
import { toLeaseState } from '#foundry/lease/lease'
import { LeaseDesk } from '#foundry/lease/lease_desk'
import { type HelloResponse, OLDEST_SUPPORTED_PROTOCOL, PROTOCOL_VERSION } from '#foundry/protocol'
import { ReadModuleConfig } from '#foundry/read_module_config'
import { serverVersion } from '#foundry/server_version'
import type { BridgeCaller } from '#foundry/tokens/authenticate_token'
import type { Hello } from '#foundry/validators/session_validators'

/**
 * The first words of a tab: the two find out whether they understand each
 * other, the server learns what the world is and can do, and a GM's tab takes
 * the lease if nobody has it.
 */
@inject()
export class Greet {
  constructor(
    private leaseDesk: LeaseDesk,
    private settings: BridgeSettings,
    private readConfig: ReadModuleConfig,
    private clock: Clock
  ) {}

  /** @throws BridgeException 403 `another_world` when a copied world brought the token along */
  async execute(caller: BridgeCaller, hello: Hello): Promise<HelloResponse> {
    if (hello.instanceId !== caller.instanceId || hello.worldId !== caller.worldId) {
      const message = 'This is another world than the one that was connected. Connect it anew.'
      throw new BridgeException(403, 'another_world', message, 'instanceId')
    }

    const sql = onLucid(db.connection())
    const compatibility = compare(hello.protocol)
    await this.#remember(sql, caller, hello)

    const tab = { ...caller, clientId: hello.clientId }
    const isCandidate = compatibility === 'ok' && hello.candidate && hello.user.isGM
    const name = hello.user.name || caller.userName
    const { row, changed } = await this.leaseDesk.signOfLife(sql, tab, name, isCandidate)
    await FoundryChanged.dispatch(caller.campaign.id, changed ? 'lease' : 'connection')

    return {
      protocol: PROTOCOL_VERSION,
      serverVersion: serverVersion(),
      serverTime: this.clock.now().toJSDate().toISOString(),
      compatibility,
      connectionId: caller.connectionId,
      campaign: caller.campaign,
      paused: caller.isPaused,
      lease: toLeaseState(row, tab),
      head: caller.head,
      heartbeatInterval: this.settings.heartbeat,
      config: await this.readConfig.execute(sql, caller.campaign.id),
    }
  }

  async #remember(sql: Sql, caller: BridgeCaller, hello: Hello): Promise<void> {
    await sql.run(
      `UPDATE foundry_connections
       SET world_title = $2, system = $3, system_version = $4, generation = $5,
           module_version = $6, capabilities = $7, characters = $8::jsonb, switched_off = $9,
           last_seen_at = now(), updated_at = now()
       WHERE id = $1`,
      [
        caller.connectionId,
        hello.worldTitle,
        hello.system,
        hello.systemVersion ?? null,
        hello.generation,
        hello.moduleVersion,
        hello.capabilities,
        json(hello.characters),
        hello.switchedOff ?? [],
      ]
    )
    if (hello.situation) await noteSituation(sql, caller.connectionId, hello.situation)
    await sql.run('UPDATE foundry_tokens SET user_name = $2 WHERE id = $1 AND user_name <> $2', [
      caller.tokenId,
      hello.user.name || caller.userName,
    ])
  }
}

function compare(protocol: number): HelloResponse['compatibility'] {
  if (protocol < OLDEST_SUPPORTED_PROTOCOL) {
    return 'module_too_old'
  }
  return protocol > PROTOCOL_VERSION ? 'module_too_new' : 'ok'
}
