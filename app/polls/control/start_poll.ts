import { inject } from '@adonisjs/core'
import { notify } from '#core/jobs/notifications'
import { uuidv7 } from '#core/ids'
import type { Sql } from '#core/sql'
import { transact } from '#core/transact'
import { findCandidates } from '#polls/control/find_candidates'
import { PollRefused } from '#polls/control/poll_refused'
import { type Part, takePart } from '#polls/control/take_part'
import { BUSY, wayToVote } from '#polls/control/way_to_vote'
import { PollChanged } from '#polls/poll_changed'
import type { PollInput } from '#polls/poll_validator'

/**
 * Asks a question on the channels of all streamers who play the campaign now. All rows are
 * written at once; the worker asks Twitch. A channel that cannot take part is kept with the reason.
 *
 * @throws PollRefused while another one runs, or when no channel can take part
 */
@inject()
export class StartPoll {
  /** @returns the poll's id */
  async execute(campaignId: string, askedBy: string, input: PollInput): Promise<string> {
    return transact(async (sql, after) => {
      await this.#insistOnCampaign(sql, campaignId)
      await this.#holdStreamers(sql, campaignId)
      const candidates = await findCandidates(sql, campaignId)
      const parts = candidates.map((candidate) => ({ ...candidate, way: wayToVote(candidate) }))
      const id = await this.#ask(sql, campaignId, askedBy, input)
      this.#insistOnVoters(parts)
      for (const part of parts) {
        await takePart(sql, id, part, input)
      }
      await this.#insistOnOpen(sql, id)
      await notify(sql, 'polls')
      after.afterCommit(() => PollChanged.dispatch(id))
      return id
    })
  }

  /** Locked: a campaign that is archived or stopped meanwhile finds the poll. */
  async #insistOnCampaign(sql: Sql, campaignId: string): Promise<void> {
    const [campaign] = await sql.run<{ archived: boolean; stopped: boolean }>(
      `SELECT archived_at IS NOT NULL AS archived, panic_since IS NOT NULL AS stopped
       FROM campaigns WHERE id = $1 FOR SHARE`,
      [campaignId]
    )
    if (!campaign || campaign.archived) {
      throw new PollRefused('This campaign is archived. Its owner can bring it back.')
    }
    if (campaign.stopped) {
      throw new PollRefused('Everything is stopped. Press “Go on” on the Live page first.')
    }
  }

  /** Who leaves in this moment is gone before, or finds the poll. */
  async #holdStreamers(sql: Sql, campaignId: string): Promise<void> {
    await sql.run(
      `SELECT FROM campaign_members WHERE campaign_id = $1 AND role = 'streamer'
       ORDER BY id FOR SHARE`,
      [campaignId]
    )
  }

  #insistOnVoters(parts: Part[]): void {
    if (parts.some(({ way }) => 'method' in way)) {
      return
    }
    const reasons = parts.map(({ streamer, way }) =>
      'problem' in way ? `${streamer}: ${way.problem}` : ''
    )
    throw new PollRefused(
      parts.length === 0
        ? 'There is nobody to ask yet. Invite a streamer on the Members page.'
        : `No channel can take part. ${reasons.join(' ')}`
    )
  }

  async #ask(sql: Sql, campaignId: string, askedBy: string, input: PollInput): Promise<string> {
    const id = uuidv7()
    const asked = await sql.run(
      `INSERT INTO polls (id, campaign_id, question, options, duration_seconds, asked_by, ends_at)
       VALUES ($1, $2, $3, $4, $5::int, $6, now() + make_interval(secs => $5::int))
       ON CONFLICT (campaign_id) WHERE status = 'running' DO NOTHING RETURNING id`,
      [id, campaignId, input.question, input.options, input.durationSeconds, askedBy]
    )
    if (asked.length === 0) {
      throw new PollRefused('A poll is running already. End it, or wait for its end.')
    }
    return id
  }

  /** Another campaign may have asked the same channels in this moment. */
  async #insistOnOpen(sql: Sql, pollId: string): Promise<void> {
    const open = await sql.run(
      `SELECT FROM poll_channels WHERE poll_id = $1 AND method IS NOT NULL LIMIT 1`,
      [pollId]
    )
    if (open.length === 0) {
      throw new PollRefused(`No channel can take part. ${BUSY}`)
    }
  }
}
