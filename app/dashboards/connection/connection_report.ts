import type { Sql } from '#core/sql'
import type { ConnectionState } from '#channels/connection_changed'
import type { Method } from '#channels/eventsub/transports/transport'
import { asksForConsent } from '#channels/eventsub/revocation_reason'
import { unlistedKind } from '#channels/eventsub/unlisted_kinds'
import { CHANNEL_FEATURES, type ChannelFeature } from '#channels/features/channel_features'
import { switchedOn } from '#channels/features/switched_on'
import type { SubscriptionHealth, TwitchHealth, TwitchHealthReport } from '#channels/twitch_health'
import { subscriptionName } from '#dashboards/connection/subscription_words'
import { kindName } from '#dashboards/feed/words/kind_names'

export type SubscriptionLine = {
  type: string
  name: string
  /** `away`: Twitch has it, and nobody receives at the moment. */
  status: SubscriptionHealth['status'] | 'away'
  reason: string | null
  lastEventAt: string | null
  cost: number
  missingScope: string | null
  /** Whether it comes again once the streamer has consented. */
  needsConsent: boolean
  /** Whether what was missed in the last gap cannot be found out. */
  isLostInGap: boolean
}

/** A part of the channel with all that is listened to for it. */
export type ConnectionPart = {
  id: string
  label: string
  subscriptions: SubscriptionLine[]
}

export type Gap = {
  seconds: number
  /** When it ended. */
  at: string
  /** What cannot be found out afterwards, for a sentence; empty when everything can. */
  unlisted: string[]
}

/** How a channel is connected to Twitch's events. */
export type ConnectionReport = {
  account: TwitchHealthReport['account']
  transport: Method | null
  state: ConnectionState | 'none'
  reason: string | null
  /** The streamer has disconnected it by hand. */
  isPaused: boolean
  sessionId: string | null
  connectedAt: string | null
  lastMessageAt: string | null
  lastEventAt: string | null
  lastGap: Gap | null
  parts: ConnectionPart[]
  /** What is not listened to, by its label. */
  switchedOff: string[]
}

const LISTENED = CHANNEL_FEATURES.filter(({ subscriptions }) => subscriptions.length > 0)

const iso = (time: Date | null) => time?.toISOString() ?? null

export async function connectionReport(
  sql: Sql,
  health: TwitchHealth,
  streamerId: string
): Promise<ConnectionReport> {
  const report = await health.of(streamerId)
  const optional = await switchedOn(sql, streamerId)
  const [session] = await sql.run<{ session_id: string | null; is_paused: boolean }>(
    `SELECT c.session_id, p.streamer_id IS NOT NULL AS is_paused
     FROM (SELECT $1::uuid AS id) u
     LEFT JOIN eventsub_connections c ON c.streamer_id = u.id
     LEFT JOIN listening_pauses p ON p.streamer_id = u.id`,
    [streamerId]
  )
  const isInUse = ({ id, isAlwaysOn }: ChannelFeature) => isAlwaysOn || optional.includes(id)

  return {
    account: report.account,
    transport: report.transport,
    state: report.state,
    reason: report.reason,
    isPaused: session?.is_paused ?? false,
    sessionId: session?.session_id ?? null,
    connectedAt: iso(report.connectedAt),
    lastMessageAt: iso(report.lastMessageAt),
    lastEventAt: iso(report.lastEventAt),
    lastGap: report.lastGap && toGap(report.lastGap),
    parts: LISTENED.filter(isInUse).map((feature) => toPart(feature, report)),
    switchedOff: LISTENED.filter((feature) => !isInUse(feature)).map(({ label }) => label),
  }
}

interface ToldGap {
  seconds: number
  at: Date
  unlistedKinds: readonly string[]
}

export const toGap = ({ seconds, at, unlistedKinds }: ToldGap): Gap => ({
  seconds,
  at: at.toISOString(),
  unlisted: unlistedKinds.map((kind) => kindName(kind).many),
})

function toPart(feature: ChannelFeature, report: TwitchHealthReport): ConnectionPart {
  const types = feature.subscriptions.map(({ type }) => type)
  const lines = report.subscriptions.filter(({ type }) => types.includes(type))
  return {
    id: feature.id,
    label: feature.label,
    subscriptions: lines.map((line) => toLine(line, report)),
  }
}

function toLine(
  line: SubscriptionHealth,
  { state, lastGap }: TwitchHealthReport
): SubscriptionLine {
  const { type, status, reason, lastEventAt, cost, missingScopes } = line
  const kinds: readonly string[] = lastGap?.unlistedKinds ?? []
  return {
    type,
    name: subscriptionName(type),
    status: status === 'enabled' && state !== 'connected' ? 'away' : status,
    reason,
    lastEventAt: iso(lastEventAt),
    cost,
    missingScope: missingScopes[0] ?? null,
    needsConsent: missingScopes.length > 0 || asksForConsent(reason),
    isLostInGap: kinds.includes(unlistedKind(type) ?? ''),
  }
}
