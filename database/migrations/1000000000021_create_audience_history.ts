import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- Intervals. A null at the start: only the end was told; a null at the end: it is still so. Each says where
      -- it is known from. A start by 'twitch.poll' is when a list first had it, except where Twitch's lists tell the
      -- time (follows, streams). An end that is 'inferred' is when a list did not have it any more, a start that is
      -- one when a resub told of it. seen_at is when it was last met on a list or in an event. Events may come in any
      -- order: what is told counts by its time, not by its arrival (channels/history/timeline.ts).

      CREATE TABLE follower_history (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        channel_id text COLLATE "C" NOT NULL,
        viewer_id bigint NOT NULL REFERENCES viewers ON DELETE CASCADE,
        followed_at timestamptz NOT NULL,
        follow_source event_source NOT NULL,
        unfollowed_at timestamptz,
        unfollow_source event_source,
        seen_at timestamptz,
        CHECK (unfollowed_at >= followed_at),
        CHECK ((unfollowed_at IS NULL) = (unfollow_source IS NULL)),
        UNIQUE (channel_id, viewer_id, followed_at)
      );
      CREATE UNIQUE INDEX follower_history_current ON follower_history (channel_id, viewer_id) WHERE unfollowed_at IS NULL;
      CREATE INDEX follower_history_viewer ON follower_history (viewer_id);

      -- Subscriptions that somebody gave away at once. Twitch does not say who got them: those of the same tier
      -- that were given at that time are taken for them (channels/history/gifts.ts).
      CREATE TABLE subscription_gifts (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        channel_id text COLLATE "C" NOT NULL,
        -- The place of its event in the log.
        event_id bigint NOT NULL UNIQUE,
        -- Null for who stays anonymous.
        gifter_id bigint REFERENCES viewers ON DELETE SET NULL,
        tier text NOT NULL CHECK (tier IN ('1000', '2000', '3000')),
        total integer NOT NULL CHECK (total >= 0),
        -- How many of the recipients are known.
        found integer NOT NULL DEFAULT 0 CHECK (found BETWEEN 0 AND total),
        -- Once all are: how far off the farthest is, in milliseconds, as gift_matching.ts counts.
        farthest integer CHECK (farthest IS NULL OR found = total),
        gifted_at timestamptz NOT NULL
      );
      CREATE INDEX subscription_gifts_channel ON subscription_gifts (channel_id, gifted_at);
      CREATE INDEX subscription_gifts_near ON subscription_gifts (channel_id, tier, gifted_at) WHERE farthest <= 1000;
      CREATE INDEX subscription_gifts_far ON subscription_gifts (channel_id, tier, gifted_at) WHERE farthest > 1000;
      CREATE INDEX subscription_gifts_incomplete ON subscription_gifts (channel_id, tier, gifted_at) WHERE found < total;
      CREATE INDEX subscription_gifts_gifter ON subscription_gifts (gifter_id) WHERE gifter_id IS NOT NULL;

      CREATE TABLE viewer_subscriptions (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        channel_id text COLLATE "C" NOT NULL,
        viewer_id bigint NOT NULL REFERENCES viewers ON DELETE CASCADE,
        tier text NOT NULL CHECK (tier IN ('1000', '2000', '3000')),
        -- Null while only a resub has told of it, which does not say.
        is_gift boolean,
        -- Who gave it, where a list said so: null for who stays anonymous, too. Else it is who gave the gift.
        gifter_id bigint REFERENCES viewers ON DELETE SET NULL,
        -- The gift it was part of, and how far off that is.
        gift_id bigint REFERENCES subscription_gifts ON DELETE SET NULL,
        gift_gap integer,
        started_at timestamptz,
        start_source event_source,
        ended_at timestamptz,
        end_source event_source,
        seen_at timestamptz,
        -- By the last resub that was shared.
        cumulative_months integer CHECK (cumulative_months >= 0),
        streak_months integer CHECK (streak_months >= 0),
        resubscribed_at timestamptz,
        CHECK (ended_at >= started_at),
        CHECK ((started_at IS NULL) = (start_source IS NULL)),
        CHECK ((ended_at IS NULL) = (end_source IS NULL)),
        CHECK (started_at IS NOT NULL OR ended_at IS NOT NULL),
        CHECK (is_gift IS TRUE OR gifter_id IS NULL)
      );
      CREATE UNIQUE INDEX viewer_subscriptions_current ON viewer_subscriptions (channel_id, viewer_id) WHERE ended_at IS NULL;
      CREATE INDEX viewer_subscriptions_of ON viewer_subscriptions (channel_id, viewer_id, started_at);
      CREATE INDEX viewer_subscriptions_viewer ON viewer_subscriptions (viewer_id);
      CREATE INDEX viewer_subscriptions_gifter ON viewer_subscriptions (gifter_id) WHERE gifter_id IS NOT NULL;
      CREATE INDEX viewer_subscriptions_gift ON viewer_subscriptions (gift_id) WHERE gift_id IS NOT NULL;
      CREATE INDEX viewer_subscriptions_near ON viewer_subscriptions (channel_id, tier, started_at) WHERE is_gift AND gift_gap <= 1000;
      CREATE INDEX viewer_subscriptions_far ON viewer_subscriptions (channel_id, tier, started_at) WHERE is_gift AND gift_gap > 1000;
      CREATE INDEX viewer_subscriptions_unlinked ON viewer_subscriptions (channel_id, tier, started_at) WHERE is_gift AND gift_id IS NULL;

      CREATE TABLE viewer_roles (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        channel_id text COLLATE "C" NOT NULL,
        viewer_id bigint NOT NULL REFERENCES viewers ON DELETE CASCADE,
        role text NOT NULL CHECK (role IN ('moderator', 'vip')),
        granted_at timestamptz,
        grant_source event_source,
        revoked_at timestamptz,
        revoke_source event_source,
        seen_at timestamptz,
        CHECK (revoked_at >= granted_at),
        CHECK ((granted_at IS NULL) = (grant_source IS NULL)),
        CHECK (granted_at IS NOT NULL OR revoked_at IS NOT NULL),
        CHECK ((revoked_at IS NULL) = (revoke_source IS NULL))
      );
      CREATE UNIQUE INDEX viewer_roles_current ON viewer_roles (channel_id, role, viewer_id) WHERE revoked_at IS NULL;
      CREATE INDEX viewer_roles_of ON viewer_roles (channel_id, role, viewer_id, granted_at);
      CREATE INDEX viewer_roles_viewer ON viewer_roles (viewer_id);

      CREATE VIEW current_followers AS
        SELECT channel_id, viewer_id, followed_at, follow_source FROM follower_history WHERE unfollowed_at IS NULL;
      CREATE VIEW current_subscribers AS
        SELECT s.channel_id, viewer_id, s.tier, is_gift, COALESCE(s.gifter_id, g.gifter_id) AS gifter_id, started_at, start_source,
          cumulative_months, streak_months
        FROM viewer_subscriptions s LEFT JOIN subscription_gifts g ON g.id = s.gift_id WHERE ended_at IS NULL;
      CREATE VIEW current_roles AS
        SELECT channel_id, viewer_id, role, granted_at, grant_source FROM viewer_roles WHERE revoked_at IS NULL;

      -- One broadcast, from going live to going offline, with how many watched.
      CREATE TABLE stream_sessions (
        id uuid PRIMARY KEY,
        channel_id text COLLATE "C" NOT NULL,
        -- Twitch's id of the stream; null when only its end was told.
        twitch_stream_id text COLLATE "C",
        started_at timestamptz,
        start_source event_source,
        ended_at timestamptz,
        end_source event_source,
        seen_at timestamptz,
        title text,
        category text,
        -- As of when title and category were told.
        titled_at timestamptz,
        CHECK (ended_at >= started_at),
        CHECK ((started_at IS NULL) = (start_source IS NULL)),
        CHECK ((ended_at IS NULL) = (end_source IS NULL)),
        CHECK (started_at IS NOT NULL OR ended_at IS NOT NULL),
        UNIQUE (channel_id, started_at)
      );
      CREATE INDEX stream_sessions_of ON stream_sessions (channel_id, ended_at);
      CREATE UNIQUE INDEX stream_sessions_current ON stream_sessions (channel_id) WHERE ended_at IS NULL;

      CREATE TABLE stream_samples (
        session_id uuid NOT NULL REFERENCES stream_sessions ON DELETE CASCADE,
        at timestamptz NOT NULL,
        viewers integer NOT NULL CHECK (viewers >= 0),
        PRIMARY KEY (session_id, at)
      );
      CREATE INDEX stream_samples_age ON stream_samples (at);

      -- The lists of a channel that are read by polling: why, how far, and when next.
      CREATE TABLE channel_polls (
        streamer_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        channel_id text COLLATE "C" NOT NULL,
        subject text NOT NULL CHECK (subject IN ('followers', 'subscribers', 'moderators', 'vips')),
        -- Standing by while Twitch's events come, taking over while they do not, blocked while the list may not be read.
        mode text NOT NULL CHECK (mode IN ('standing_by', 'taking_over', 'blocked')),
        mode_since timestamptz NOT NULL,
        mode_reason text CHECK (mode_reason IN ('account', 'permission', 'paused', 'connection', 'subscription')),
        -- Since when its events do not come: it takes over a little later.
        unheard_since timestamptz,
        -- The last gap in the events that it knows of; when a pass was asked for: one that began before is not enough.
        gap_at timestamptz,
        asked_at timestamptz,
        next_at timestamptz NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        problem text,
        -- The pass under way: the list first, then whoever was known and is not on it, one by one.
        pass_id bigint NOT NULL DEFAULT 0,
        pass_began_at timestamptz,
        stage text NOT NULL DEFAULT 'list' CHECK (stage IN ('list', 'doubts')),
        cursor text,
        listed integer NOT NULL DEFAULT 0,
        found integer NOT NULL DEFAULT 0,
        -- The last pass that came to its end.
        finished_at timestamptz,
        last_listed integer,
        last_found integer,
        last_gone integer,
        CHECK ((mode = 'standing_by') = (mode_reason IS NULL)),
        CHECK (pass_began_at IS NOT NULL OR (stage = 'list' AND cursor IS NULL)),
        PRIMARY KEY (streamer_id, subject)
      );
      CREATE INDEX channel_polls_due ON channel_polls (next_at) WHERE mode <> 'blocked';

      -- What a connection to Twitch's events went through, for its history.
      CREATE TABLE connection_history (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        streamer_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        transport text NOT NULL,
        state text NOT NULL,
        reason text,
        gap_seconds integer,
        at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX connection_history_streamer ON connection_history (streamer_id, at DESC);
    `)
  }

  async down() {
    this.schema.raw(`
      DROP TABLE connection_history, channel_polls, stream_samples, stream_sessions;
      DROP VIEW current_roles, current_subscribers, current_followers;
      DROP TABLE viewer_roles, viewer_subscriptions, subscription_gifts, follower_history;
    `)
  }
}
