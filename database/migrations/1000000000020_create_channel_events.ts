import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      CREATE DOMAIN event_source AS text CHECK (VALUE IN ('twitch.eventsub', 'twitch.poll', 'inferred'));

      -- What is known of a channel, by Twitch's id of its broadcaster, from the first of its events on.
      -- The row is the lock of its history: whoever writes that holds it, and it comes before
      -- the locks of viewers.
      CREATE TABLE channels (
        id text COLLATE "C" PRIMARY KEY,
        title text,
        category text,
        -- As of when title and category were told.
        titled_at timestamptz,
        -- Its account is deleted: what was received before goes, batch by batch.
        forgotten_at timestamptz
      );
      CREATE INDEX channels_forgotten ON channels (forgotten_at) WHERE forgotten_at IS NOT NULL;

      -- All that happened on channels, in order of arrival: the log that feeds, programs
      -- outside and replays read. What follows from an event is written in its transaction.
      -- No foreign key: each would be paid for by every event; an account that is deleted
      -- takes its channel's events along (see accounts/account_obligations).
      CREATE TABLE channel_events (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        -- Readers that follow the log go by it: ids alone are not in order of commit.
        xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
        channel_id text COLLATE "C" NOT NULL,
        kind text COLLATE "C" NOT NULL,
        version smallint NOT NULL DEFAULT 1,
        source event_source NOT NULL,
        message_id text COLLATE "C" NOT NULL,
        -- The same for the same event, whatever message or subscription it came by.
        event_key text COLLATE "C" NOT NULL,
        -- Where Twitch names an event by nothing: each subscription and message it was told by.
        told_by text[],
        -- Twitch's user id of whom it is about, if it is about one.
        user_id text COLLATE "C",
        payload jsonb NOT NULL,
        raw_payload jsonb,
        created_at timestamptz NOT NULL,
        received_at timestamptz NOT NULL,
        UNIQUE (channel_id, kind, event_key)
      );
      CREATE INDEX channel_events_feed ON channel_events (channel_id, created_at DESC, id DESC);
      CREATE INDEX channel_events_user ON channel_events (user_id, created_at DESC) WHERE user_id IS NOT NULL;
      CREATE INDEX channel_events_log ON channel_events (xid, id);

      -- When Twitch last told of it by an event: what comes later of an earlier moment changes nothing.
      ALTER TABLE channel_states ADD COLUMN told_at timestamptz;

      -- How far each reader of the log has come: (xid, id) of the last event it is done with.
      CREATE TABLE event_readers (
        name text PRIMARY KEY,
        xid xid8 NOT NULL,
        event_id bigint NOT NULL,
        updated_at timestamptz NOT NULL DEFAULT now()
      );

      -- Erased viewers whom Twitch's words on others in the log may still name: how far they have been looked through.
      CREATE TABLE viewer_mentions (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        twitch_id text NOT NULL,
        done_to bigint NOT NULL,
        up_to bigint NOT NULL
      );

      -- An event, or a message that is none, which somebody could not handle: tried again with
      -- backoff while 'retrying', then 'parked' until a person replays or dismisses it.
      CREATE TABLE event_failures (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        -- Null when it could not even be told whose channel it is of.
        channel_id text COLLATE "C",
        -- Ours when it could be read, else Twitch's type.
        kind text NOT NULL,
        -- The handler by its name, or 'normalise' for a message that cannot be read.
        handler text NOT NULL,
        message_id text COLLATE "C" NOT NULL,
        -- The message as it came, to be read anew.
        message jsonb NOT NULL,
        state text NOT NULL CHECK (state IN ('retrying', 'parked', 'done', 'dismissed')),
        reason text NOT NULL,
        attempts integer NOT NULL DEFAULT 1 CHECK (attempts >= 0),
        next_attempt_at timestamptz NOT NULL DEFAULT now(),
        failed_at timestamptz NOT NULL DEFAULT now(),
        ended_at timestamptz,
        ended_by uuid REFERENCES users ON DELETE SET NULL,
        UNIQUE (handler, message_id),
        CHECK ((ended_at IS NOT NULL) = (state IN ('done', 'dismissed')))
      );
      CREATE INDEX event_failures_due ON event_failures (next_attempt_at) WHERE state = 'retrying';
      CREATE INDEX event_failures_parked ON event_failures (kind, reason) WHERE state = 'parked' AND handler = 'normalise';
      CREATE INDEX event_failures_channel ON event_failures (channel_id, failed_at DESC);
      CREATE INDEX event_failures_ended_by ON event_failures (ended_by) WHERE ended_by IS NOT NULL;

      -- Optional parts of a channel that a streamer has switched on, by the registry's id. What is
      -- always listened to has no row.
      CREATE TABLE channel_features (
        streamer_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        feature text NOT NULL,
        enabled_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (streamer_id, feature)
      );
    `)
  }

  async down() {
    this.schema.raw(`
      ALTER TABLE channel_states DROP COLUMN told_at;
      DROP TABLE channel_features, event_failures, viewer_mentions, event_readers, channel_events, channels;
      DROP DOMAIN event_source;
    `)
  }
}
