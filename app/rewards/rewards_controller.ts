import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import type { HttpContext } from '@adonisjs/core/http'
import { onLucid } from '#core/sql'
import { notify } from '#core/jobs/notifications'
import { listSoon } from '#rewards/list_slots'
import { NoSuchReward } from '#rewards/reward_refused'
import { RenewReward } from '#rewards/renew_reward'
import { RewardManager } from '#rewards/reward_manager'

/**
 * What a streamer does to the rewards of the own channel, beside their switches.
 */
@inject()
export default class RewardsController {
  constructor(
    private renewReward: RenewReward,
    private rewards: RewardManager
  ) {}

  async renew(ctx: HttpContext) {
    await this.renewReward.execute(streamerOf(ctx), String(ctx.params.rewardId))
    return answer(ctx, 'Open points go back, then the reward is made anew.')
  }

  async retry(ctx: HttpContext) {
    await this.rewards.retry(streamerOf(ctx), String(ctx.params.rewardId))
    return answer(ctx, 'Twitch is asked again.')
  }

  /** Reads the channel's list again. */
  async list(ctx: HttpContext) {
    const sql = onLucid(db.connection())
    await listSoon(sql, streamerOf(ctx))
    await notify(sql, 'rewards')
    return answer(ctx, 'Looking at your rewards on Twitch.')
  }
}

/** Only one's own: a stranger's id is as good as none. */
function streamerOf({ auth, params }: HttpContext): string {
  const { id } = auth.getUserOrFail()
  if (params.streamerId !== id) {
    throw new NoSuchReward()
  }
  return id
}

function answer({ session, response }: HttpContext, sentence: string) {
  session.flash('success', sentence)
  return response.redirect().back()
}
