import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- A feed is read kind by kind and merged, so that a rare kind is found as fast as all of them.
      DROP INDEX channel_events_feed;
      CREATE INDEX channel_events_feed ON channel_events (channel_id, kind, created_at DESC, id DESC);

      -- Who has redeemed on a channel, from the index alone. A column more costs a redemption
      -- nothing that could be measured; one more index would.
      DROP INDEX redemptions_streamer;
      CREATE INDEX redemptions_streamer ON redemptions (streamer_id, redeemed_at) INCLUDE (viewer_id);

      -- Whoever is looked for by the beginning of the login, in its order.
      CREATE INDEX viewers_by_login ON viewers ((lower(login) COLLATE "C"), id);

      -- What is new in a stream.
      CREATE INDEX follower_history_time ON follower_history (channel_id, followed_at);
      CREATE INDEX viewer_subscriptions_time ON viewer_subscriptions (channel_id, started_at);
      DROP INDEX foundry_rolls_streamer;
      CREATE INDEX foundry_rolls_streamer ON foundry_rolls (streamer_id, rolled_at);
    `)
  }

  async down() {
    this.schema.raw(`
      DROP INDEX foundry_rolls_streamer, viewer_subscriptions_time, follower_history_time, viewers_by_login,
        redemptions_streamer, channel_events_feed;
      CREATE INDEX foundry_rolls_streamer ON foundry_rolls (streamer_id);
      CREATE INDEX redemptions_streamer ON redemptions (streamer_id, redeemed_at);
      CREATE INDEX channel_events_feed ON channel_events (channel_id, created_at DESC, id DESC);
    `)
  }
}
