import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      CREATE TABLE gamification_events (
        id uuid PRIMARY KEY,
        campaign_id uuid NOT NULL REFERENCES campaigns ON DELETE CASCADE,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
        description text NOT NULL DEFAULT '' CHECK (length(description) <= 500),
        kind text NOT NULL DEFAULT 'individual' CHECK (kind IN ('individual', 'group')),
        mode text NOT NULL DEFAULT 'consume' CHECK (mode IN ('consume', 'open', 'immediate')),
        trigger_id text NOT NULL,
        trigger_settings jsonb NOT NULL DEFAULT '{}',
        action_id text NOT NULL,
        action_settings jsonb NOT NULL DEFAULT '{}',
        cost integer NOT NULL DEFAULT 100 CHECK (cost BETWEEN 1 AND 1000000000),
        coefficient numeric(9, 4) NOT NULL DEFAULT 0.3 CHECK (coefficient BETWEEN 0 AND 10000),
        minimum integer NOT NULL DEFAULT 3 CHECK (minimum BETWEEN 1 AND 1000000),
        duration_seconds integer NOT NULL DEFAULT 900 CHECK (duration_seconds BETWEEN 10 AND 86400),
        -- Null: an armed instance waits until the collecting time would have ended.
        armed_seconds integer CHECK (armed_seconds BETWEEN 10 AND 604800),
        cooldown_seconds integer NOT NULL DEFAULT 300 CHECK (cooldown_seconds BETWEEN 0 AND 604800),
        viewer_cap integer CHECK (viewer_cap >= 1),
        viewer_stream_cap integer CHECK (viewer_stream_cap >= 1),
        approval_required boolean NOT NULL DEFAULT false,
        overshoot text NOT NULL DEFAULT 'refund' CHECK (overshoot IN ('refund', 'roll_over')),
        reward_title text CHECK (length(reward_title) BETWEEN 1 AND 45),
        reward_prompt text CHECK (length(reward_prompt) <= 200),
        reward_colour text CHECK (reward_colour ~ '^#[0-9A-F]{6}$'),
        position integer NOT NULL DEFAULT 0,
        archived_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX gamification_events_campaign ON gamification_events (campaign_id);

      -- The GM's switch and tuning of an event; null means the event's default.
      CREATE TABLE campaign_configs (
        event_id uuid PRIMARY KEY REFERENCES gamification_events ON DELETE CASCADE,
        is_enabled boolean NOT NULL DEFAULT false,
        cost integer CHECK (cost BETWEEN 1 AND 1000000000),
        coefficient numeric(9, 4) CHECK (coefficient BETWEEN 0 AND 10000),
        minimum integer CHECK (minimum BETWEEN 1 AND 1000000),
        duration_seconds integer CHECK (duration_seconds BETWEEN 10 AND 86400),
        cooldown_seconds integer CHECK (cooldown_seconds BETWEEN 0 AND 604800),
        viewer_cap integer CHECK (viewer_cap >= 1),
        viewer_stream_cap integer CHECK (viewer_stream_cap >= 1),
        updated_at timestamptz NOT NULL DEFAULT now()
      );

      -- The same for one streamer, who decides whether the reward is on sale at all.
      CREATE TABLE streamer_configs (
        event_id uuid NOT NULL REFERENCES gamification_events ON DELETE CASCADE,
        streamer_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        is_enabled boolean NOT NULL DEFAULT false,
        cost integer CHECK (cost BETWEEN 1 AND 1000000000),
        coefficient numeric(9, 4) CHECK (coefficient BETWEEN 0 AND 10000),
        minimum integer CHECK (minimum BETWEEN 1 AND 1000000),
        duration_seconds integer CHECK (duration_seconds BETWEEN 10 AND 86400),
        cooldown_seconds integer CHECK (cooldown_seconds BETWEEN 0 AND 604800),
        viewer_cap integer CHECK (viewer_cap >= 1),
        viewer_stream_cap integer CHECK (viewer_stream_cap >= 1),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (event_id, streamer_id)
      );
      CREATE INDEX streamer_configs_streamer ON streamer_configs (streamer_id);

      -- Group events cool down per event, hence a null streamer.
      CREATE TABLE cooldowns (
        event_id uuid NOT NULL REFERENCES gamification_events ON DELETE CASCADE,
        streamer_id uuid REFERENCES users ON DELETE CASCADE,
        ready_at timestamptz NOT NULL,
        UNIQUE NULLS NOT DISTINCT (event_id, streamer_id)
      );
      CREATE INDEX cooldowns_streamer ON cooldowns (streamer_id);
    `)
  }

  async down() {
    this.schema.raw(`
      DROP TABLE cooldowns, streamer_configs, campaign_configs, gamification_events;
    `)
  }
}
