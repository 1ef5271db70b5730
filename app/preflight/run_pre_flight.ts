import { inject } from '@adonisjs/core'
import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import { onLucid, type Sql } from '#core/sql'
import { CapabilitiesCheck } from '#preflight/checks/capabilities_check'
import { ChannelCheck } from '#preflight/checks/channel_check'
import { FoundryCheck } from '#preflight/checks/foundry_check'
import { HandlersCheck } from '#preflight/checks/handlers_check'
import { InstallationCheck } from '#preflight/checks/installation_check'
import { OverlayCheck } from '#preflight/checks/overlay_check'
import { RewardSlotsCheck } from '#preflight/checks/reward_slots_check'
import { TwitchApiCheck } from '#preflight/checks/twitch_api_check'
import { type Finding, worst } from '#preflight/finding'
import type { PreFlightCheck } from '#preflight/pre_flight_check'
import type { Report, ReportKind, Section } from '#preflight/report'

const PATIENCE_MS = 8_000

interface Streamer {
  id: string
  name: string
}

/**
 * Looks at everything that has to be right before a stream: this installation, the table
 * of the campaign, the channels of its streamers. A check that fails itself is a finding.
 */
@inject()
export class RunPreFlight {
  #installation: PreFlightCheck<unknown>[]
  #table: PreFlightCheck<{ sql: Sql; campaignId: string }>[]
  #channel: PreFlightCheck<{ sql: Sql; campaignId: string; streamerId: string }>[]

  constructor(
    installation: InstallationCheck,
    foundry: FoundryCheck,
    capabilities: CapabilitiesCheck,
    handlers: HandlersCheck,
    twitchApi: TwitchApiCheck,
    channel: ChannelCheck,
    rewardSlots: RewardSlotsCheck,
    overlay: OverlayCheck
  ) {
    this.#installation = [installation]
    this.#table = [foundry, capabilities, handlers]
    this.#channel = [twitchApi, channel, rewardSlots, overlay]
  }

  /** @param streamerId of the one channel that is asked about; all of them without it */
  async execute(campaignId: string, kind: ReportKind, streamerId?: string): Promise<Report> {
    const sql = onLucid(db.connection())
    const everybody = await streamersOf(sql, campaignId)
    const streamers = everybody.filter(({ id }) => streamerId === undefined || id === streamerId)

    const sections: Section[] = await Promise.all([
      section('installation', 'This installation', null, this.#installation, {}, kind),
      section('table', 'The table', null, this.#table, { sql, campaignId }, kind),
      ...streamers.map(({ id, name }) =>
        section('channel', name, id, this.#channel, { sql, campaignId, streamerId: id }, kind)
      ),
    ])
    return { kind, state: worst(sections.flatMap(statesOf)), sections }
  }
}

const statesOf = ({ findings }: Section) => findings.map(({ state }) => state)

async function section<Of>(
  about: Section['about'],
  title: string,
  streamerId: string | null,
  checks: PreFlightCheck<Of>[],
  subject: Of,
  kind: ReportKind
): Promise<Section> {
  const due = checks.filter(({ isFullOnly }) => kind === 'full' || !isFullOnly)
  const findings = await Promise.all(due.map((check) => patiently(check, subject)))
  return { about, title, streamerId, findings: findings.flat() }
}

async function patiently<Of>(check: PreFlightCheck<Of>, subject: Of): Promise<Finding[]> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error('No answer in time')), PATIENCE_MS)

  try {
    return await Promise.race([check.run(subject), late.promise])
  } catch (error) {
    logger.error({ event: 'preflight.failed', check: check.id, err: error }, 'A check failed')
    const meaning = 'It could not be checked. Try again in a moment.'
    return [{ check: check.id, label: check.label, state: 'failed', meaning, action: null }]
  } finally {
    clearTimeout(timer)
  }
}

async function streamersOf(sql: Sql, campaignId: string): Promise<Streamer[]> {
  return sql.run<Streamer>(
    `SELECT u.id, u.display_name AS name FROM campaign_members m JOIN users u ON u.id = m.user_id
     WHERE m.campaign_id = $1 AND m.role = 'streamer' ORDER BY m.joined_at, m.id`,
    [campaignId]
  )
}
