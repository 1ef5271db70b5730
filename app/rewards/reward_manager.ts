import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { isUuid, uuidv7 } from '#core/ids'
import { cleanText } from '#core/clean_text'
import { onLucid, type Sql } from '#core/sql'
import { notify } from '#core/jobs/notifications'
import { TwitchError } from '#twitch/twitch_error'
import { listSoon } from '#rewards/list_slots'
import { NoSuchReward } from '#rewards/reward_refused'
import { fitTitle, MAX_PROMPT } from '#rewards/reward_title'

/** What a reward stands for on a streamer's channel. */
export interface RewardKey {
  streamerId: string
  /** Who handles its redemptions, by the id in the registry. */
  handler: string
  subjectId: string
}

export interface RewardLook {
  title: string
  prompt: string
  /** `#RRGGBB`; null leaves the choice to Twitch. */
  colour: string | null
  /** Channel points, 1 or more. */
  cost: number
  /** Redemptions of one viewer in one stream; null is no limit. */
  maxPerViewer: number | null
  /** Seconds after each redemption in which Twitch sells no other; null is none. */
  cooldownSeconds: number | null
}

const outside = (): Sql => onLucid(db.connection())

/**
 * Says what is wanted of a reward. Nothing here calls Twitch: a worker reaches
 * the wanted state and writes down what Twitch refuses. Each method can be part
 * of the caller's transaction.
 */
@inject()
export class RewardManager {
  /**
   * Puts it on sale.
   *
   * @returns the reward's id
   * @throws TwitchError `not_connected` when the streamer has no Twitch account here
   */
  async enable(
    wanted: RewardKey & RewardLook & { campaignId: string | null },
    sql = outside()
  ): Promise<string> {
    const [row] = await sql.run<{ id: string }>(
      `INSERT INTO rewards AS r (id, streamer_id, broadcaster_id, campaign_id, handler, subject_id,
         title, prompt, colour, cost, max_per_viewer, cooldown_seconds, is_enabled)
       SELECT $1, a.user_id, a.twitch_id, $3, $4, $5, $6, $7, $8, $9, $10, $11, true
       FROM twitch_accounts a WHERE a.user_id = $2
       ON CONFLICT (streamer_id, handler, subject_id) WHERE retired_at IS NULL DO UPDATE SET
         campaign_id = excluded.campaign_id, title = excluded.title, prompt = excluded.prompt,
         colour = excluded.colour, cost = excluded.cost, is_enabled = true,
         max_per_viewer = excluded.max_per_viewer, cooldown_seconds = excluded.cooldown_seconds,
         state = CASE WHEN r.state = 'refused' THEN 'wanted' ELSE r.state END,
         failure_code = NULL, failure_message = NULL, attempts = 0,
         next_attempt_at = now(), updated_at = clock_timestamp()
       RETURNING r.id`,
      [
        uuidv7(),
        wanted.streamerId,
        wanted.campaignId,
        wanted.handler,
        wanted.subjectId,
        fitTitle(wanted.title),
        cleanText(wanted.prompt, MAX_PROMPT),
        wanted.colour,
        wanted.cost,
        wanted.maxPerViewer,
        wanted.cooldownSeconds,
      ]
    )
    if (!row) {
      throw new TwitchError('not_connected')
    }
    await wake(sql)
    return row.id
  }

  /** Takes it off sale: hidden on Twitch, so that it is back at once when enabled again. */
  async disable(key: RewardKey, sql = outside()): Promise<void> {
    await this.#update(key, 'is_enabled = false', [], sql)
  }

  /** Another price or look. Without a reward nothing happens. */
  async change(key: RewardKey, look: RewardLook, sql = outside()): Promise<void> {
    await this.#update(
      key,
      `title = $4, prompt = $5, colour = $6, cost = $7, max_per_viewer = $8,
       cooldown_seconds = $9`,
      [
        fitTitle(look.title),
        cleanText(look.prompt, MAX_PROMPT),
        look.colour,
        look.cost,
        look.maxPerViewer,
        look.cooldownSeconds,
      ],
      sql
    )
  }

  /**
   * Asks Twitch again at once, after the streamer has removed what stood in the way.
   *
   * @throws NoSuchReward for another streamer's, too
   */
  async retry(streamerId: string, rewardId: string, sql = outside()): Promise<void> {
    const found = isUuid(rewardId)
      ? await sql.run(
          `UPDATE rewards SET attempts = 0, next_attempt_at = now()
           WHERE id = $1 AND streamer_id = $2 RETURNING id`,
          [rewardId, streamerId]
        )
      : []
    if (found.length === 0) {
      throw new NoSuchReward()
    }
    await listSoon(sql, streamerId)
    await wake(sql)
  }

  /**
   * The reward, or all of the streamer's in that campaign, are to go for good:
   * hidden at once, deleted when every redemption of them is settled.
   */
  async retire(
    whose: RewardKey | { streamerId: string; campaignId: string },
    sql = outside()
  ): Promise<void> {
    const [condition, values] =
      'handler' in whose
        ? ['handler = $2 AND subject_id = $3', [whose.handler, whose.subjectId]]
        : ['campaign_id = $2', [whose.campaignId]]

    await sql.run(
      `UPDATE rewards SET is_enabled = false, retired_at = now(), attempts = 0,
         state = CASE WHEN twitch_reward_id IS NULL THEN 'retired' ELSE state END,
         next_attempt_at = now(), updated_at = clock_timestamp()
       WHERE streamer_id = $1 AND retired_at IS NULL AND ${condition}`,
      [whose.streamerId, ...values]
    )
    await wake(sql)
  }

  async #update(key: RewardKey, changes: string, values: (string | number | null)[], sql: Sql) {
    await sql.run(
      `UPDATE rewards SET ${changes}, failure_code = NULL, failure_message = NULL,
         next_attempt_at = now(), updated_at = clock_timestamp()
       WHERE streamer_id = $1 AND handler = $2 AND subject_id = $3 AND retired_at IS NULL`,
      [key.streamerId, key.handler, key.subjectId, ...values]
    )
    await wake(sql)
  }
}

/** The connection to Twitch's events follows the rewards. */
async function wake(sql: Sql): Promise<void> {
  await notify(sql, 'rewards')
  await notify(sql, 'subscriptions')
}
