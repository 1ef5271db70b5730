import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- How Twitch's events come in, when an administrator has chosen; the environment decides otherwise.
      CREATE TABLE eventsub_settings (
        id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
        transport text NOT NULL
          CHECK (transport IN ('websocket', 'webhook', 'conduit-websocket', 'conduit-webhook')),
        chosen_by uuid REFERENCES users ON DELETE SET NULL,
        chosen_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX eventsub_settings_chosen_by ON eventsub_settings (chosen_by);

      -- A subscription is wanted once per transport: while one takes over from another, both have theirs.
      -- Without a streamer it is the installation's own.
      ALTER TABLE eventsub_subscriptions
        ALTER COLUMN streamer_id DROP NOT NULL,
        ADD COLUMN transport text NOT NULL DEFAULT 'websocket'
          CHECK (transport IN ('websocket', 'webhook', 'conduit')),
        -- What it delivers to: the session, our address with the secret's fingerprint, the conduit.
        ADD COLUMN target text,
        ADD COLUMN enabled_at timestamptz,
        -- The permission without which Twitch would refuse it.
        ADD COLUMN missing_scope text,
        ADD COLUMN attempts integer NOT NULL DEFAULT 0,
        ADD COLUMN next_attempt_at timestamptz NOT NULL DEFAULT now(),
        DROP CONSTRAINT eventsub_subscriptions_streamer_id_type_key,
        DROP CONSTRAINT eventsub_subscriptions_status_check,
        ADD CHECK (status IN ('wanted', 'pending', 'enabled', 'refused', 'revoked')),
        ADD CHECK (status NOT IN ('pending', 'enabled') OR target IS NOT NULL),
        ADD UNIQUE NULLS NOT DISTINCT (streamer_id, type, transport);
      UPDATE eventsub_subscriptions SET enabled_at = updated_at WHERE status = 'enabled';
      CREATE INDEX eventsub_subscriptions_condition ON eventsub_subscriptions (condition, type);
      CREATE INDEX eventsub_subscriptions_due ON eventsub_subscriptions (next_attempt_at, id)
        WHERE status = 'wanted';

      -- Subscriptions that Twitch has and nobody wants: to be deleted there.
      CREATE TABLE eventsub_removals (
        twitch_id text PRIMARY KEY,
        -- Whose token deletes it, by Twitch's user id; the app's own when null.
        broadcaster_id text,
        attempts integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX eventsub_removals_due ON eventsub_removals (next_attempt_at);

      -- The conduit of this installation. Noted before it is made: one that Twitch has and was not
      -- there before is ours, should the process have ended in between.
      CREATE TABLE eventsub_conduits (
        id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
        conduit_id text,
        known_before text[] NOT NULL DEFAULT '{}',
        -- How its shards receive at present.
        receivers text NOT NULL DEFAULT 'websocket' CHECK (receivers IN ('websocket', 'webhook')),
        shard_count integer NOT NULL DEFAULT 0
      );

      -- Where messages of many streamers arrive: our address, the shards of the conduit.
      CREATE TABLE eventsub_receivers (
        name text PRIMARY KEY,
        transport text NOT NULL CHECK (transport IN ('webhook', 'conduit')),
        target text,
        state text NOT NULL CHECK (state IN ('connecting', 'connected', 'reconnecting', 'failed', 'stopped')),
        reason text,
        connected_at timestamptz,
        last_heard_at timestamptz,
        updated_at timestamptz NOT NULL DEFAULT now()
      );

      ALTER TABLE eventsub_connections
        ADD COLUMN transport text NOT NULL DEFAULT 'websocket'
          CHECK (transport IN ('websocket', 'webhook', 'conduit')),
        -- Kinds of events that may have been missed in the last gap and that no list of Twitch's names.
        ADD COLUMN last_gap_unlisted text[];
      ALTER TABLE connection_history ADD COLUMN unlisted_kinds text[];

      -- The state as it really is: one of which nobody wrote for long has lost its process.
      CREATE VIEW eventsub_states AS
        SELECT c.streamer_id, c.transport, c.reason, c.session_id, c.connected_at, c.last_event_at,
          c.last_gap_seconds, c.last_gap_at, c.last_gap_unlisted, h.heard_at AS last_message_at,
          CASE WHEN c.state = 'connected' AND h.heard_at > now() - interval '45 seconds' THEN 'connected'
               WHEN c.state = 'connected' THEN 'reconnecting' ELSE c.state END AS state
        FROM eventsub_connections c
        CROSS JOIN LATERAL (
          SELECT CASE c.transport WHEN 'websocket' THEN c.last_message_at
            ELSE (SELECT max(r.last_heard_at) FROM eventsub_receivers r WHERE r.transport = c.transport)
          END AS heard_at) h;
    `)
  }

  async down() {
    this.schema.raw(`
      DROP VIEW eventsub_states;
      ALTER TABLE connection_history DROP COLUMN unlisted_kinds;
      ALTER TABLE eventsub_connections DROP COLUMN last_gap_unlisted, DROP COLUMN transport;
      DROP TABLE eventsub_receivers, eventsub_conduits, eventsub_removals, eventsub_settings;
      DROP INDEX eventsub_subscriptions_due, eventsub_subscriptions_condition;
      -- Made anew when a connection begins.
      DELETE FROM eventsub_subscriptions WHERE transport <> 'websocket' OR status = 'pending' OR streamer_id IS NULL;
      ALTER TABLE eventsub_subscriptions
        DROP CONSTRAINT eventsub_subscriptions_streamer_id_type_transport_key,
        DROP CONSTRAINT eventsub_subscriptions_status_check,
        DROP COLUMN next_attempt_at, DROP COLUMN attempts, DROP COLUMN missing_scope,
        DROP COLUMN enabled_at, DROP COLUMN target, DROP COLUMN transport,
        ADD CONSTRAINT eventsub_subscriptions_status_check CHECK (status IN ('wanted', 'enabled', 'refused', 'revoked')),
        ADD CONSTRAINT eventsub_subscriptions_streamer_id_type_key UNIQUE (streamer_id, type),
        ALTER COLUMN streamer_id SET NOT NULL;
    `)
  }
}
