import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { onLucid } from '#core/sql'
import { ConnectorManager, type NamedStatus } from '#channels/connectors/connector_manager'
import { obstacleTo, TransportChoice } from '#channels/eventsub/transports/transport_choice'
import {
  methodOf,
  type Transport,
  TRANSPORT_WORDS,
  TRANSPORTS,
} from '#channels/eventsub/transports/transport'

export type TransportOption = {
  transport: Transport
  label: string
  description: string
  /** Why it is impossible here; null when it can be chosen. */
  obstacle: string | null
}

export type TransportReport = {
  chosen: Transport
  used: Transport
  obstacle: string | null
  options: TransportOption[]
  /** Subscriptions by the transport in use, and those that another still delivers meanwhile. */
  subscriptions: { wanted: number; enabled: number; byOthers: number }
  /** Calls to Twitch that are still to be made. */
  open: number
  connectors: NamedStatus[]
}

/** For an administrator: how Twitch's events come in, what else would be possible, and how far a switch has come. */
@inject()
export class ReportTransport {
  constructor(
    private choice: TransportChoice,
    private connectors: ConnectorManager
  ) {}

  async execute(): Promise<TransportReport> {
    const sql = onLucid(db.connection())
    const { chosen, used, obstacle } = await this.choice.read(sql)
    const [counts] = await sql.run<{
      wanted: number
      enabled: number
      by_others: number
      open: number
    }>(
      `SELECT (count(*) FILTER (WHERE transport = $1))::int AS wanted,
         (count(*) FILTER (WHERE transport = $1 AND status = 'enabled'))::int AS enabled,
         (count(*) FILTER (WHERE transport <> $1 AND status = 'enabled'))::int AS by_others,
         (count(*) FILTER (WHERE transport = $1 AND status = 'wanted'))::int
           + (SELECT count(*) FROM eventsub_removals)::int AS open
       FROM eventsub_subscriptions WHERE streamer_id IS NOT NULL`,
      [methodOf(used)]
    )
    return {
      chosen,
      used,
      obstacle,
      options: TRANSPORTS.map((transport) => ({
        transport,
        ...TRANSPORT_WORDS[transport],
        obstacle: obstacleTo(transport),
      })),
      subscriptions: { wanted: counts.wanted, enabled: counts.enabled, byOthers: counts.by_others },
      open: counts.open,
      connectors: await this.connectors.status(),
    }
  }
}
