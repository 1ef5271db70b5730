import db from '@adonisjs/lucid/services/db'
import { CHANNEL_FEATURES } from '#channels/features/channel_features'
import type { EventStage } from '#tests/support/events/event_stage'
import {
  createCampaign,
  createEvent,
  createMember,
  createReward,
  testSql,
} from '#tests/support/fixtures'
import { TwitchSimulator } from '#tests/support/twitch_simulator'

/** What the reward is called that a streamer sells who plays along. */
export const REWARD = 'Twist of fate'

/** The streamer joins a campaign, sells a reward whose goal is far away, and wants to know everything. */
export async function playAlong(stage: EventStage): Promise<void> {
  const { streamerId: id, channelId: broadcasterId } = stage
  const sql = testSql()
  const { id: campaignId } = await createCampaign(sql)
  await createMember(sql, campaignId, id, 'streamer')
  const eventId = await createEvent(sql, campaignId, { event: { minimum: 100_000 } })
  const reward = await stage.control<{ id: string }>('/rewards', {
    title: REWARD,
    cost: 100,
    clientId: TwitchSimulator.clientId,
  })
  await createReward(
    sql,
    { streamer: { id, broadcasterId, login: 'mira' }, campaignId, eventId },
    { reward: { twitch_reward_id: reward.id } }
  )
  const features = CHANNEL_FEATURES.filter(({ isAlwaysOn }) => !isAlwaysOn)
  await db
    .table('channel_features')
    .multiInsert(features.map((feature) => ({ streamer_id: id, feature: feature.id })))
}
