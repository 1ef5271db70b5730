import { setTimeout as sleep } from 'node:timers/promises'
import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { onLucid, type Sql } from '#core/sql'
import { GamificationService } from '#gamification/gamification_service'
import { ControlRefused } from '#gamification/control/refusal'
import { RedemptionIntake } from '#redemptions/redemption_intake'
import type { RehearsalOrder } from '#rehearsal/orders'
import type { RehearsalOutcome } from '#rehearsal/outcome'
import { copyCampaign, type RehearsedStreamer } from '#rehearsal/play/copy_campaign'
import { Crowd } from '#rehearsal/play/crowd'
import type { RehearsalClock } from '#rehearsal/play/fast_clock'
import { HeadlessTable } from '#rehearsal/play/headless_table'
import { seeded } from '#rehearsal/play/random'
import { type Audience, Show } from '#rehearsal/play/show'
import { tally } from '#rehearsal/play/tally'
import { Workers } from '#rehearsal/play/workers'

const TURN_MS = 25
/** Seconds of the rehearsal that a GM takes to decide. */
const GM_TAKES = 8

/**
 * Plays a script against a copy of a campaign, in a schema that is thrown away: the crowd, the
 * table and the GM are pretended, everything between them is the app.
 */
@inject()
export class Play {
  constructor(
    private table: HeadlessTable,
    private workers: Workers,
    private intake: RedemptionIntake,
    private service: GamificationService,
    private show: Show
  ) {}

  async execute(
    { campaignId, sourceSchema, script }: RehearsalOrder,
    clock: RehearsalClock,
    audience: Audience
  ): Promise<RehearsalOutcome> {
    const sql = onLucid(db.connection())
    const streamers = await copyCampaign(sql, sourceSchema, campaignId)
    const gm = await ownerOf(sql, campaignId)
    await onAir(sql, streamers, script.viewers)
    await this.table.open(campaignId, streamers, gm.id)
    await this.workers.turn()

    this.show.begin(audience, clock)
    clock.begin()
    const random = seeded(script.seed)
    const crowd = new Crowd(script, this.intake, clock, random)
    while (clock.second < script.seconds) {
      await onAir(sql, streamers, script.viewers)
      await crowd.act(sql)
      await Promise.all(crowd.taken.splice(0))
      await this.table.act(script, clock, random)
      await this.#decide(sql, campaignId, gm)
      await this.workers.turn()
      await this.show.state(sql, audience, clock)
      await sleep(TURN_MS)
    }
    await this.workers.turn()
    return tally(sql, script, streamers, clock.beganAt)
  }

  /** The GM approves what asks for it, and presses the button of what waits for it. */
  async #decide(sql: Sql, campaignId: string, gm: { id: string; displayName: string }) {
    const waiting = await sql.run<{ id: string; status: string }>(
      `SELECT id, status FROM instances
       WHERE status = 'awaiting_approval'
             AND COALESCE(consumed_at, armed_at) < now() - make_interval(secs => $1)
          OR status = 'armed' AND rules->>'triggerId' = 'manual'
             AND armed_at < now() - make_interval(secs => $1)`,
      [GM_TAKES]
    )
    for (const { id: instanceId, status } of waiting) {
      const target = { campaignId, instanceId }
      try {
        await (status === 'armed'
          ? this.service.fire(target, gm)
          : this.service.approve(target, gm))
      } catch (error) {
        // It has ended meanwhile, as it may for a real GM.
        if (!(error instanceof ControlRefused)) throw error
      }
    }
  }
}

async function ownerOf(sql: Sql, campaignId: string) {
  const [owner] = await sql.run<{ id: string; displayName: string }>(
    `SELECT u.id, u.display_name AS "displayName" FROM campaign_members m
     JOIN users u ON u.id = m.user_id WHERE m.campaign_id = $1 AND m.role = 'owner'`,
    [campaignId]
  )
  if (!owner) throw new Error('There is no such campaign.')
  return owner
}

/** All are live all the time, each with a part of the audience. */
async function onAir(sql: Sql, streamers: RehearsedStreamer[], viewers: number): Promise<void> {
  await sql.run(
    `INSERT INTO channel_states (streamer_id, is_live, viewer_count, started_at, sampled_at, heard_at)
     SELECT id, true, $2, now(), now(), now() FROM unnest($1::uuid[]) AS t(id)
     ON CONFLICT (streamer_id) DO UPDATE SET sampled_at = now(), heard_at = now()`,
    [streamers.map(({ id }) => id), Math.round(viewers / streamers.length)]
  )
}
