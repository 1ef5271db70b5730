import { inject } from '@adonisjs/core'
import { notify } from '#core/jobs/notifications'
import { isUuid } from '#core/ids'
import { transact } from '#core/transact'
import { RewardChanged } from '#rewards/reward_changed'
import { RewardDrains } from '#rewards/reward_drains'
import { NoSuchReward, RewardRefused } from '#rewards/reward_refused'

interface Row {
  id: string
  streamerId: string
  campaignId: string | null
  handler: string
  subjectId: string
  isRenewable: boolean
}

/**
 * The streamer wants a fresh reward, which Twitch shows as new: what is open goes
 * back to the viewers, then the old one is deleted, then a new one is made. The
 * reward is hidden from the first moment on.
 *
 * @throws NoSuchReward for another streamer's, too
 * @throws RewardRefused when it is not on Twitch, or off sale
 */
@inject()
export class RenewReward {
  constructor(private drains: RewardDrains) {}

  async execute(streamerId: string, rewardId: string): Promise<void> {
    await transact(async (sql, after) => {
      const [reward] = isUuid(rewardId)
        ? await sql.run<Row>(
            `SELECT id, streamer_id AS "streamerId", campaign_id AS "campaignId", handler,
               subject_id AS "subjectId", state = 'present' AND is_enabled AS "isRenewable"
             FROM rewards WHERE id = $1 AND streamer_id = $2 AND retired_at IS NULL`,
            [rewardId, streamerId]
          )
        : []
      if (!reward) {
        throw new NoSuchReward()
      }
      if (!reward.isRenewable) {
        throw new RewardRefused('Only a reward that is on sale can be made anew.')
      }

      await this.drains.drain(sql, after, reward)
      await sql.run(
        `UPDATE rewards SET renew_since = COALESCE(renew_since, now()), attempts = 0,
           next_attempt_at = now(), updated_at = clock_timestamp()
         WHERE id = $1 AND retired_at IS NULL`,
        [reward.id]
      )
      await notify(sql, 'rewards')
      after.afterCommit(() => RewardChanged.dispatch(streamerId, reward.id))
    })
  }
}
