import { json } from '../http/reply.ts'
import { page, readIds } from './paging.ts'
import type { Guard } from './guard.ts'
import { ownReward } from './rewards_routes.ts'
import type { World } from '../world/world.ts'
import type { Router } from '../http/router.ts'
import type { Settings } from '../settings.ts'
import type { Settler } from '../acts/settler.ts'
import type { Request } from '../http/request.ts'
import { badRequest, notFound } from '../http/problem.ts'
import type { Redemption, Reward } from '../world/model.ts'
import { helixRedemption } from '../acts/reward_events.ts'
import type { RewardKeeper } from '../acts/reward_keeper.ts'
import type { SettlementThrottle } from '../faults/settlement_throttle.ts'

const READ = ['channel:read:redemptions', 'channel:manage:redemptions']
const MANAGE = 'channel:manage:redemptions'
const PATH = '/mock/channel_points/custom_rewards/redemptions'
const STATUSES = ['UNFULFILLED', 'FULFILLED', 'CANCELED'] as const
const MAX_IDS = 50

interface Needs {
  world: World
  guard: Guard
  keeper: RewardKeeper
  settler: Settler
  settings: Settings
  throttle: SettlementThrottle
}

/** @see https://dev.twitch.tv/docs/api/reference/#update-redemption-status */
export function redemptionsRoutes(router: Router, needs: Needs): void {
  const { world, guard, keeper, settler, settings, throttle } = needs
  const rewardOf = (request: Request, ...scopes: string[]) => {
    const caller = guard.broadcaster(request, ...scopes)
    keeper.assertHasChannelPoints(caller.broadcaster)
    return ownReward(world, request, 'reward_id', caller)
  }

  router.on('GET', PATH, (request) => {
    const reward = rewardOf(request, ...READ)
    const ids = readIds(request, 'id', MAX_IDS)
    const list = ids.length > 0 ? byIds(world, reward, ids) : byStatus(world, reward, request)
    const newestFirst = request.query.get('sort') === 'NEWEST'
    const { items, pagination } = page(request, list, ({ sequence }) => String(sequence), {
      max: MAX_IDS,
      isAfter: ({ sequence }, key) =>
        newestFirst ? sequence < Number(key) : sequence > Number(key),
    })
    return json({ data: items.map((item) => helixRedemption(world, item)), pagination })
  })

  router.on('PATCH', PATH, async (request) => {
    const reward = rewardOf(request, MANAGE)
    const ids = [...new Set(readIds(request, 'id', MAX_IDS))]
    if (ids.length === 0) throw badRequest('Missing required parameter "id"')
    const status = request.body.choice('status', ['FULFILLED', 'CANCELED'] as const)
    if (!status) throw badRequest('Missing required parameter "status"')
    await throttle.admit(ids.length)

    const open = ids.flatMap((id) => {
      const redemption = world.redemptions.get(id)
      return redemption?.reward.id === reward.id && redemption.status === 'UNFULFILLED'
        ? redemption
        : []
    })
    if (open.length === 0 || (open.length < ids.length && !settings.partialSettlement)) {
      throw notFound(
        'The custom reward redemptions specified in the id query parameter were not found. ' +
          'The statuses of the redemptions must be set to UNFULFILLED.'
      )
    }
    for (const redemption of open) settler.settle(redemption, status, 'app')
    return json({ data: open.map((redemption) => helixRedemption(world, redemption)) })
  })
}

function byIds(world: World, reward: Reward, ids: string[]): Redemption[] {
  const found = ids.flatMap((id) => {
    const redemption = world.redemptions.get(id)
    return redemption?.reward.id === reward.id ? redemption : []
  })
  if (found.length > 0) return found
  throw notFound('The redemptions specified in the id query parameter were not found.')
}

function byStatus(world: World, reward: Reward, request: Request): Redemption[] {
  const status = STATUSES.find((known) => known === request.query.get('status'))
  if (!status) throw badRequest('The parameter "status" is required unless ids are given')
  const sort = request.query.get('sort') ?? 'OLDEST'
  if (sort !== 'OLDEST' && sort !== 'NEWEST') throw badRequest('The parameter "sort" was malformed')
  const list = world.redemptions.ofReward(reward.id, status)
  return sort === 'NEWEST' ? list.reverse() : list
}
