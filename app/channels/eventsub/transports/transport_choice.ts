import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import env from '#start/env'
import { onLucid, type Sql } from '#core/sql'
import { obstacleToCalls } from '#twitch/eventsub/eventsub_settings'
import { needsAddress, type Transport } from '#channels/eventsub/transports/transport'

export interface Choice {
  /** What was asked for, by an administrator or by the environment. */
  chosen: Transport
  /** What is used: what was asked for, or WebSocket where that is impossible. */
  used: Transport
  /** Why what was asked for is impossible, in a sentence; null when it is not. */
  obstacle: string | null
}

/** Why this transport is impossible here, in a sentence; null when it is possible. */
export function obstacleTo(transport: Transport): string | null {
  return needsAddress(transport) ? obstacleToCalls() : null
}

/** Which transport Twitch's events come by: an administrator's choice goes before the environment's. */
@inject()
export class TransportChoice {
  async read(sql: Sql = onLucid(db.connection())): Promise<Choice> {
    const [row] = await sql.run<{ transport: Transport }>('SELECT transport FROM eventsub_settings')
    const chosen = row?.transport ?? env.get('TWITCH_EVENTSUB_TRANSPORT') ?? 'websocket'
    const obstacle = obstacleTo(chosen)
    return { chosen, used: obstacle === null ? chosen : 'websocket', obstacle }
  }
}
