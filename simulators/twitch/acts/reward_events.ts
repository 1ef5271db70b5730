import { isInStock } from '../world/rewards.ts'
import { broadcasterFields, userFields } from './people.ts'
import type { Notice } from '../eventsub/model.ts'
import type { World } from '../world/world.ts'
import type { Redemption, Reward } from '../world/model.ts'

const POINTS = 'channel.channel_points_custom_reward'

const DEFAULT_IMAGE = {
  url_1x: 'https://static-cdn.jtvnw.net/custom-reward-images/default-1.png',
  url_2x: 'https://static-cdn.jtvnw.net/custom-reward-images/default-2.png',
  url_4x: 'https://static-cdn.jtvnw.net/custom-reward-images/default-4.png',
}

function cooldownExpiry(world: World, reward: Reward): string | null {
  const until = reward.cooldownUntil
  return until !== null && until > world.clock.now() ? world.clock.seconds(until) : null
}

/** A reward as Helix shows it. */
export function helixReward(world: World, reward: Reward) {
  const broadcaster = world.users.get(reward.broadcasterId)
  const live = world.channels.of(reward.broadcasterId).stream !== null
  return {
    broadcaster_id: broadcaster.id,
    broadcaster_login: broadcaster.login,
    broadcaster_name: broadcaster.displayName,
    id: reward.id,
    title: reward.title,
    prompt: reward.prompt,
    cost: reward.cost,
    image: null,
    default_image: DEFAULT_IMAGE,
    background_color: reward.backgroundColor,
    is_enabled: reward.isEnabled,
    is_user_input_required: reward.isUserInputRequired,
    max_per_stream_setting: {
      is_enabled: reward.maxPerStream.enabled,
      max_per_stream: reward.maxPerStream.value,
    },
    max_per_user_per_stream_setting: {
      is_enabled: reward.maxPerUserPerStream.enabled,
      max_per_user_per_stream: reward.maxPerUserPerStream.value,
    },
    global_cooldown_setting: {
      is_enabled: reward.globalCooldown.enabled,
      global_cooldown_seconds: reward.globalCooldown.value,
    },
    is_paused: reward.isPaused,
    is_in_stock: isInStock(reward),
    should_redemptions_skip_request_queue: reward.skipsQueue,
    redemptions_redeemed_current_stream: live ? reward.soldThisStream : null,
    cooldown_expires_at: cooldownExpiry(world, reward),
  }
}

export function rewardNotice(
  world: World,
  kind: 'add' | 'update' | 'remove',
  reward: Reward
): Notice {
  const broadcaster = world.users.get(reward.broadcasterId)
  const live = world.channels.of(reward.broadcasterId).stream !== null
  return {
    type: `${POINTS}.${kind}`,
    facts: { broadcaster_user_id: broadcaster.id, reward_id: reward.id },
    event: {
      ...broadcasterFields(broadcaster),
      id: reward.id,
      is_enabled: reward.isEnabled,
      is_paused: reward.isPaused,
      is_in_stock: isInStock(reward),
      title: reward.title,
      cost: reward.cost,
      prompt: reward.prompt,
      is_user_input_required: reward.isUserInputRequired,
      should_redemptions_skip_request_queue: reward.skipsQueue,
      max_per_stream: { is_enabled: reward.maxPerStream.enabled, value: reward.maxPerStream.value },
      max_per_user_per_stream: {
        is_enabled: reward.maxPerUserPerStream.enabled,
        value: reward.maxPerUserPerStream.value,
      },
      global_cooldown: {
        is_enabled: reward.globalCooldown.enabled,
        seconds: reward.globalCooldown.value,
      },
      background_color: reward.backgroundColor,
      image: null,
      default_image: DEFAULT_IMAGE,
      cooldown_expires_at: cooldownExpiry(world, reward),
      redemptions_redeemed_current_stream: live ? reward.soldThisStream : null,
    },
  }
}

/** A redemption as Helix shows it. */
export function helixRedemption(world: World, redemption: Redemption) {
  const broadcaster = world.users.find(redemption.broadcasterId)
  const user = world.users.find(redemption.userId)
  return {
    broadcaster_id: redemption.broadcasterId,
    broadcaster_login: broadcaster?.login ?? '',
    broadcaster_name: broadcaster?.displayName ?? '',
    id: redemption.id,
    user_id: redemption.userId,
    user_login: user?.login ?? '',
    user_name: user?.displayName ?? '',
    user_input: redemption.userInput,
    status: redemption.status,
    redeemed_at: redemption.redeemedAt,
    reward: redemption.reward,
  }
}

export function redemptionNotice(
  world: World,
  kind: 'add' | 'update',
  redemption: Redemption
): Notice {
  const broadcaster = world.users.get(redemption.broadcasterId)
  const user = world.users.find(redemption.userId) ?? null
  return {
    type: `${POINTS}_redemption.${kind}`,
    facts: { broadcaster_user_id: broadcaster.id, reward_id: redemption.reward.id },
    event: {
      id: redemption.id,
      ...broadcasterFields(broadcaster),
      ...userFields(user),
      user_input: redemption.userInput,
      status: redemption.status.toLowerCase(),
      reward: redemption.reward,
      redeemed_at: redemption.redeemedAt,
    },
  }
}
