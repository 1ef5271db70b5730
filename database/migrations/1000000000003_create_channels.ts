import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- What is known of a streamer's channel now, by Twitch's events and samples.
      CREATE TABLE channel_states (
        streamer_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
        is_live boolean NOT NULL,
        viewer_count integer NOT NULL DEFAULT 0 CHECK (viewer_count >= 0),
        started_at timestamptz,
        offline_since timestamptz,
        sampled_at timestamptz NOT NULL,
        -- When Twitch last said whether it is live; long ago is as good as unknown.
        heard_at timestamptz NOT NULL DEFAULT now()
      );

      -- Who does a job that must be done by one process at a time: an EventSub
      -- session, a settlement lane, a schedule. Judged by the database's clock.
      CREATE TABLE ownerships (
        resource text PRIMARY KEY,
        owner text NOT NULL,
        fencing bigint NOT NULL DEFAULT 1,
        expires_at timestamptz NOT NULL
      );

      CREATE TABLE eventsub_connections (
        streamer_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
        state text NOT NULL CHECK (state IN ('connecting', 'connected', 'reconnecting', 'failed', 'stopped')),
        reason text,
        session_id text,
        connected_at timestamptz,
        last_message_at timestamptz,
        last_event_at timestamptz,
        last_gap_seconds integer,
        last_gap_at timestamptz,
        updated_at timestamptz NOT NULL DEFAULT now()
      );

      CREATE TABLE eventsub_subscriptions (
        id uuid PRIMARY KEY,
        streamer_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        type text NOT NULL,
        version text NOT NULL,
        condition jsonb NOT NULL,
        twitch_id text UNIQUE,
        status text NOT NULL CHECK (status IN ('wanted', 'enabled', 'refused', 'revoked')),
        reason text,
        cost integer NOT NULL DEFAULT 0,
        last_event_at timestamptz,
        updated_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (streamer_id, type)
      );

      -- Messages that could not be used: kept once per kind and reason, counted.
      CREATE TABLE parked_messages (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        source text NOT NULL,
        kind text NOT NULL,
        reason text NOT NULL,
        count bigint NOT NULL DEFAULT 1,
        sample jsonb,
        first_at timestamptz NOT NULL DEFAULT now(),
        last_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (source, kind, reason)
      );
    `)
  }

  async down() {
    this.schema.raw(`
      DROP TABLE parked_messages, eventsub_subscriptions, eventsub_connections, ownerships, channel_states;
    `)
  }
}
