import { randomUUID } from 'node:crypto'
import { rewardNotice } from './reward_events.ts'
import { readRewardDraft } from './reward_rules.ts'
import { badRequest, Problem } from '../http/problem.ts'
import type { Settler } from './settler.ts'
import type { Hub } from '../eventsub/hub.ts'
import type { World } from '../world/world.ts'
import type { Reward, User } from '../world/model.ts'
import type { Fields } from '../../shared/fields.ts'

const MAX_REWARDS = 50

/** Makes, changes and deletes custom rewards by Twitch's rules. */
export class RewardKeeper {
  readonly #world: World
  readonly #hub: Hub
  readonly #settler: Settler

  constructor(world: World, hub: Hub, settler: Settler) {
    this.#world = world
    this.#hub = hub
    this.#settler = settler
  }

  /** @throws Problem 400 beyond 50 rewards, for a title that is taken or a value out of bounds */
  create(broadcaster: User, clientId: string | null, body: Fields): Reward {
    const draft = readRewardDraft(body)
    const { rewards } = this.#world
    if (rewards.of(broadcaster.id).length >= MAX_REWARDS) {
      throw badRequest('CREATE_CUSTOM_REWARD_TOO_MANY_REWARDS', 'TOO_MANY_REWARDS')
    }
    if (rewards.titled(broadcaster.id, draft.title)) {
      throw badRequest('CREATE_CUSTOM_REWARD_DUPLICATE_REWARD', 'DUPLICATE_REWARD')
    }
    const reward: Reward = {
      ...draft,
      id: randomUUID(),
      broadcasterId: broadcaster.id,
      clientId,
      cooldownUntil: null,
      soldThisStream: 0,
      soldPerUser: new Map(),
    }
    rewards.add(reward)
    this.#tell('add', reward)
    return reward
  }

  /** @throws Problem 400 for a title that is taken or a value out of bounds */
  update(reward: Reward, body: Fields): Reward {
    const draft = readRewardDraft(body, reward)
    const namesake = this.#world.rewards.titled(reward.broadcasterId, draft.title)
    if (namesake && namesake !== reward) {
      throw badRequest('UPDATE_CUSTOM_REWARD_DUPLICATE_REWARD', 'DUPLICATE_REWARD')
    }
    Object.assign(reward, draft)
    this.#tell('update', reward)
    return reward
  }

  /** Twitch marks what is still open as FULFILLED: those points are gone. */
  remove(reward: Reward): void {
    this.#world.rewards.remove(reward)
    for (const redemption of this.#world.redemptions.openOf(reward.id)) {
      this.#settler.settle(redemption, 'FULFILLED', 'twitch')
    }
    this.#tell('remove', reward)
  }

  /** @throws Problem 403 for a channel that is neither affiliate nor partner */
  assertHasChannelPoints(broadcaster: User): void {
    if (broadcaster.broadcasterType !== '') return
    throw new Problem(
      403,
      'The broadcaster must have partner or affiliate status.',
      'CHANNEL_POINTS_NOT_AVAILABLE'
    )
  }

  #tell(kind: 'add' | 'update' | 'remove', reward: Reward): void {
    this.#hub.publish(rewardNotice(this.#world, kind, reward))
    this.#world.changed()
  }
}
