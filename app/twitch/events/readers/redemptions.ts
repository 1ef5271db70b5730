import type { Fields } from '#twitch/fields'
import type { RedemptionPayload } from '#twitch/events/payloads'
import type { EventReaders } from '#twitch/events/readers/reader'
import { channelOf, readPerson } from '#twitch/events/readers/people'

const STATUSES = {
  unfulfilled: 'UNFULFILLED',
  fulfilled: 'FULFILLED',
  canceled: 'CANCELED',
} as const

const REWARD = 'channel.channel_points_custom_reward'
const POINTS = `${REWARD}_redemption`

export const redemptionReaders: EventReaders = {
  [`${POINTS}.add/1`]: (event) => ({ kind: 'redemption_added', ...about(event) }),
  [`${POINTS}.update/1`]: (event) => ({ kind: 'redemption_updated', ...about(event) }),
  [`${REWARD}.remove/1`]: (event) => ({
    kind: 'reward_removed',
    channelId: channelOf(event),
    userId: null,
    payload: { twitchRewardId: event.id('id'), title: event.string('title') },
  }),
}

function about(event: Fields) {
  const channelId = channelOf(event)
  const payload = redemption(event)
  return { channelId, userId: payload.viewer.id, payload }
}

function redemption(event: Fields): RedemptionPayload {
  const reward = event.object('reward')
  return {
    redemptionId: event.id('id'),
    twitchRewardId: reward.id('id'),
    rewardTitle: reward.string('title'),
    cost: reward.integer('cost'),
    viewer: readPerson(event),
    input: event.optionalString('user_input') || null,
    redeemedAt: event.date('redeemed_at'),
    // `unknown` is among the words Twitch documents; it is of no use.
    status: STATUSES[event.word('status', ['unfulfilled', 'fulfilled', 'canceled'])],
  }
}
