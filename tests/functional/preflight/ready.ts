import { randomUUID } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import { issueToken } from '#foundry/tokens/issue_token'
import { ProvideOverlay } from '#overlays/provide_overlay'
import type { Finding } from '#preflight/finding'
import type { Report, ReportKind } from '#preflight/report'
import { RunPreFlight } from '#preflight/run_pre_flight'
import { testSql } from '#tests/support/fixtures'
import { Shop } from '#tests/support/shop'
import type { TwitchSimulator } from '#tests/support/twitch_simulator'

const CAPABILITIES = ['roll.invert', 'chat.send', 'gm.whisper']

/** A campaign where everything is as it should be before a stream. */
export async function ready(simulator: TwitchSimulator): Promise<Shop> {
  const shop = await Shop.open(simulator)
  const { stage, tableId } = shop
  const sql = testSql()
  await issueToken(sql, {
    connectionId: tableId,
    clientId: randomUUID(),
    userName: 'Gamemaster',
    approvedBy: stage.ownerId,
  })
  await sql.run(
    `UPDATE foundry_leases SET token_id = (SELECT id FROM foundry_tokens WHERE connection_id = $1)
     WHERE connection_id = $1`,
    [tableId]
  )
  await sql.run('UPDATE foundry_connections SET capabilities = $2 WHERE id = $1', [
    tableId,
    CAPABILITIES,
  ])
  await sql.run(
    `INSERT INTO eventsub_connections (streamer_id, state, connected_at, last_message_at)
     VALUES ($1, 'connected', now(), now())`,
    [stage.streamer.id]
  )
  const provide = await app.container.make(ProvideOverlay)
  await provide.execute(stage.streamer.id)
  await sql.run('UPDATE overlays SET last_seen_at = now()')
  return shop
}

export async function preFlight(shop: Shop, kind: ReportKind = 'full'): Promise<Report> {
  const run = await app.container.make(RunPreFlight)
  return run.execute(shop.stage.campaignId, kind)
}

/** What is not as it should be. */
export const troubles = ({ sections }: Report): Finding[] =>
  sections.flatMap(({ findings }) => findings).filter(({ state }) => state !== 'passed')
