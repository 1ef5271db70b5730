import { empty, json } from '../http/reply.ts'
import { Redeemer } from './redeemer.ts'
import type { Shop } from '../acts/shop.ts'
import type { World } from '../world/world.ts'
import type { Router } from '../http/router.ts'
import type { Settler } from '../acts/settler.ts'
import { badRequest, notFound } from '../http/problem.ts'
import type { Redemption } from '../world/model.ts'
import type { Request } from '../http/request.ts'
import { crowdOf, needReward, needUser } from './lookups.ts'
import type { RewardKeeper } from '../acts/reward_keeper.ts'
import { helixRedemption, helixReward } from '../acts/reward_events.ts'

const MAX_AT_ONCE = 100_000

interface Needs {
  world: World
  shop: Shop
  keeper: RewardKeeper
  settler: Settler
}

/** A redemption with what Helix does not tell: who settled it, and when. */
export function describeRedemption(world: World, redemption: Redemption) {
  return {
    ...helixRedemption(world, redemption),
    settled_by: redemption.settledBy,
    settled_at: redemption.settledAt,
  }
}

/** Viewers redeem, moderators settle by hand, the broadcaster keeps own rewards. */
export function shopRoutes(router: Router, { world, shop, keeper, settler }: Needs): void {
  const redeemer = new Redeemer(shop, world)

  router.on('POST', '/control/redeem', async ({ body }) => {
    const broadcaster = needUser(world, body, 'broadcaster')
    const reward = needReward(world, broadcaster, body.need('reward'))
    const viewer = body.string('viewer')
    const viewers = body.integer('viewers') ?? 1
    const count = body.integer('count') ?? 1
    if (viewers < 1 || count < 1 || viewers * count > MAX_AT_ONCE) {
      throw badRequest(`viewers times count must be 1 to ${MAX_AT_ONCE}`)
    }
    return json(
      await redeemer.redeem({
        reward,
        viewers: viewer ? [world.users.ensure(viewer)] : crowdOf(world, viewers),
        count,
        input: body.string('input') ?? '',
        perSecond: body.number('perSecond') ?? 0,
      })
    )
  })

  router.on('GET', '/control/redemptions', (request) =>
    json({ data: select(world, request).map((item) => describeRedemption(world, item)) })
  )

  router.on('POST', '/control/redemptions/settle', ({ body }) => {
    const status = body.choice('status', ['FULFILLED', 'CANCELED'] as const)
    if (!status) throw badRequest('status must be FULFILLED or CANCELED')
    const settled = (body.strings('ids') ?? []).map((id) => {
      const redemption = world.redemptions.get(id)
      if (!redemption) throw notFound(`There is no redemption ${id}`)
      if (redemption.status !== 'UNFULFILLED') {
        throw badRequest(`The redemption ${id} is ${redemption.status} already`, 'SETTLED')
      }
      return redemption
    })
    for (const redemption of settled) settler.settle(redemption, status, 'moderator')
    return json({ data: settled.map((item) => describeRedemption(world, item)) })
  })

  router.on('GET', '/control/rewards', ({ query }) => {
    const broadcaster = world.users.get(query.get('broadcaster') ?? '')
    const rewards = world.rewards.of(broadcaster.id)
    return json({
      data: rewards.map((reward) => ({
        ...helixReward(world, reward),
        client_id: reward.clientId,
        open: world.redemptions.openCount(reward.id),
      })),
    })
  })

  // The broadcaster's own hands in Twitch's dashboard: such a reward belongs to no client.
  router.on('POST', '/control/rewards', ({ body }) => {
    const broadcaster = needUser(world, body, 'broadcaster')
    keeper.assertHasChannelPoints(broadcaster)
    const reward = keeper.create(broadcaster, body.string('clientId') ?? null, body)
    return json(helixReward(world, reward), 201)
  })

  router.on('PATCH', '/control/rewards', ({ body }) => {
    const reward = needReward(world, needUser(world, body, 'broadcaster'), body.need('reward'))
    return json(helixReward(world, keeper.update(reward, body)))
  })

  router.on('DELETE', '/control/rewards', ({ body }) => {
    keeper.remove(needReward(world, needUser(world, body, 'broadcaster'), body.need('reward')))
    return empty()
  })
}

function select(world: World, { query }: Request): Redemption[] {
  const id = query.get('id')
  if (id) return [world.redemptions.get(id) ?? []].flat()
  const broadcaster = query.get('broadcaster')
  const list = broadcaster
    ? world.redemptions.ofBroadcaster(world.users.get(broadcaster).id)
    : world.redemptions.all()
  const reward = query.get('reward')
  const status = query.get('status')
  const user = query.get('user')
  const userId = user ? world.users.get(user).id : null
  return [...list].filter(
    (redemption) =>
      (!reward || redemption.reward.id === reward || redemption.reward.title === reward) &&
      (!status || redemption.status === status) &&
      (!userId || redemption.userId === userId)
  )
}
