import { readIds } from './paging.ts'
import { empty, json } from '../http/reply.ts'
import type { World } from '../world/world.ts'
import type { Router } from '../http/router.ts'
import type { Request } from '../http/request.ts'
import type { Reward, User } from '../world/model.ts'
import { helixReward } from '../acts/reward_events.ts'
import type { Guard, UserToken } from './guard.ts'
import type { RewardKeeper } from '../acts/reward_keeper.ts'
import { badRequest, forbidden, notFound } from '../http/problem.ts'

const READ = ['channel:read:redemptions', 'channel:manage:redemptions']
const MANAGE = 'channel:manage:redemptions'
const PATH = '/mock/channel_points/custom_rewards'

/** The reward named in that query parameter. @throws Problem 400, 403 for another client's, 404 */
export function ownReward(
  world: World,
  request: Request,
  parameter: string,
  caller: { token: UserToken; broadcaster: User }
): Reward {
  const id = request.query.get(parameter)
  if (!id) throw badRequest(`Missing required parameter "${parameter}"`)
  const reward = world.rewards.get(id)
  if (reward?.broadcasterId !== caller.broadcaster.id) {
    throw notFound('The custom reward specified in the id query parameter was not found.')
  }
  if (reward.clientId !== caller.token.clientId) {
    throw forbidden(
      'The ID in the Client-Id header must match the client ID used to create the custom reward.'
    )
  }
  return reward
}

/** @see https://dev.twitch.tv/docs/api/reference/#create-custom-rewards */
export function rewardsRoutes(
  router: Router,
  world: World,
  guard: Guard,
  keeper: RewardKeeper
): void {
  const caller = (request: Request, ...scopes: string[]) => {
    const found = guard.broadcaster(request, ...scopes)
    keeper.assertHasChannelPoints(found.broadcaster)
    return found
  }
  const one = (reward: Reward) => json({ data: [helixReward(world, reward)] })

  router.on('GET', PATH, (request) => {
    const { token, broadcaster } = caller(request, ...READ)
    const ids = readIds(request, 'id', 50)
    const manageable = request.query.get('only_manageable_rewards') === 'true'
    const rewards = world.rewards
      .of(broadcaster.id)
      .filter((reward) => ids.length === 0 || ids.includes(reward.id))
      .filter((reward) => !manageable || reward.clientId === token.clientId)
    if (ids.length > 0 && rewards.length === 0) {
      throw notFound('The custom rewards specified in the id query parameter were not found.')
    }
    return json({ data: rewards.map((reward) => helixReward(world, reward)) })
  })

  router.on('POST', PATH, (request) => {
    const { token, broadcaster } = caller(request, MANAGE)
    return one(keeper.create(broadcaster, token.clientId, request.body))
  })

  router.on('PATCH', PATH, (request) => {
    const reward = ownReward(world, request, 'id', caller(request, MANAGE))
    return one(keeper.update(reward, request.body))
  })

  router.on('DELETE', PATH, (request) => {
    keeper.remove(ownReward(world, request, 'id', caller(request, MANAGE)))
    return empty()
  })
}
