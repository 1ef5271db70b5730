import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      CREATE TABLE viewers (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        twitch_id text NOT NULL UNIQUE,
        login text NOT NULL,
        display_name text NOT NULL,
        user_id uuid UNIQUE REFERENCES users ON DELETE SET NULL,
        is_hidden boolean NOT NULL DEFAULT false,
        erased_at timestamptz,
        first_seen_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX viewers_login ON viewers (lower(login));

      -- The Twitch custom reward that stands for something of ours on a channel.
      CREATE TABLE rewards (
        id uuid PRIMARY KEY,
        streamer_id uuid REFERENCES users ON DELETE SET NULL,
        broadcaster_id text NOT NULL,
        campaign_id uuid REFERENCES campaigns ON DELETE SET NULL,
        -- Who handles its redemptions, by the registry's id, and what it stands for.
        handler text NOT NULL,
        subject_id uuid NOT NULL,
        twitch_reward_id text UNIQUE,
        state text NOT NULL DEFAULT 'wanted' CHECK (state IN ('wanted', 'present', 'refused', 'orphaned', 'gone', 'retired')),
        title text NOT NULL CHECK (length(title) BETWEEN 1 AND 45),
        prompt text NOT NULL DEFAULT '' CHECK (length(prompt) <= 200),
        colour text,
        cost integer NOT NULL CHECK (cost >= 1),
        -- Limits that Twitch keeps beside us; null is none.
        max_per_viewer integer CHECK (max_per_viewer >= 1),
        cooldown_seconds integer CHECK (cooldown_seconds BETWEEN 1 AND 604800),
        is_enabled boolean NOT NULL DEFAULT false,
        is_paused boolean NOT NULL DEFAULT false,
        pause_reason text,
        failure_code text,
        failure_message text,
        attempts integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz NOT NULL DEFAULT now(),
        synced_at timestamptz,
        -- The streamer wants it made anew: drained, deleted, and made again.
        renew_since timestamptz,
        retired_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE UNIQUE INDEX rewards_one_per_subject ON rewards (streamer_id, handler, subject_id) WHERE retired_at IS NULL;
      CREATE INDEX rewards_campaign ON rewards (campaign_id);
      CREATE INDEX rewards_broadcaster ON rewards (broadcaster_id);

      -- What a channel has of Twitch's 50 rewards, as last listed, whoever made them.
      CREATE TABLE reward_slots (
        streamer_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
        rewards jsonb NOT NULL DEFAULT '[]',
        failure text,
        listed_at timestamptz,
        due_at timestamptz NOT NULL DEFAULT now()
      );

      -- Domains, for the same reason as for instances.
      CREATE DOMAIN redemption_id AS text COLLATE "C" CHECK (length(VALUE) BETWEEN 1 AND 100);
      CREATE DOMAIN redemption_state AS text CHECK (VALUE IN ('received', 'counted', 'fulfil_pending', 'refund_pending', 'fulfilled', 'refunded'));
      CREATE DOMAIN settler AS text CHECK (VALUE IN ('us', 'person', 'twitch'));
      CREATE DOMAIN contribution_weight AS integer CHECK (VALUE >= 1);

      -- The ledger. The id is Twitch's redemption id. The state of a pending row is
      -- the order to settle it: the settlement worker takes its work from here.
      -- Reward, streamer, campaign and instance are facts, kept when those are deleted,
      -- hence no foreign keys: accounts do not forget. Each index and each foreign key is
      -- paid for by every redemption of the hot path; and the transaction that writes
      -- instance_id holds the lock of that very instance.
      CREATE TABLE redemptions (
        id redemption_id PRIMARY KEY,
        broadcaster_id text COLLATE "C" NOT NULL,
        twitch_reward_id text COLLATE "C" NOT NULL,
        reward_id uuid NOT NULL,
        viewer_id bigint NOT NULL,
        streamer_id uuid,
        campaign_id uuid,
        cost amount NOT NULL,
        user_input text,
        state redemption_state NOT NULL DEFAULT 'received',
        reason text,
        -- The instance it is a contribution to, and what it weighs there.
        instance_id uuid,
        weight contribution_weight NOT NULL DEFAULT 1,
        settled_by settler,
        stuck_cause text,
        attempts integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz NOT NULL DEFAULT now(),
        redeemed_at timestamptz NOT NULL,
        received_at timestamptz NOT NULL DEFAULT now(),
        settled_at timestamptz,
        -- One constraint: each is read anew by every statement.
        CHECK (
          num_nulls(settled_at, settled_by) = CASE WHEN state IN ('fulfilled', 'refunded') THEN 0 ELSE 2 END
          AND (stuck_cause IS NULL OR settled_at IS NULL)
          AND (reason IS NOT NULL OR state IN ('received', 'counted')))
      );
      CREATE INDEX redemptions_pending ON redemptions (broadcaster_id, next_attempt_at)
        WHERE state IN ('fulfil_pending', 'refund_pending');
      CREATE INDEX redemptions_open ON redemptions (streamer_id, twitch_reward_id) WHERE settled_at IS NULL;
      CREATE INDEX redemptions_instance ON redemptions (instance_id, viewer_id) WHERE instance_id IS NOT NULL;
      CREATE INDEX redemptions_campaign ON redemptions (campaign_id, redeemed_at);
      CREATE INDEX redemptions_streamer ON redemptions (streamer_id, redeemed_at);
      CREATE INDEX redemptions_viewer ON redemptions (viewer_id, redeemed_at);

      -- A redemption that counted towards an instance; there is none without.
      CREATE VIEW contributions AS
        SELECT id AS redemption_id, instance_id, viewer_id, weight, received_at AS counted_at
        FROM redemptions WHERE instance_id IS NOT NULL;

      -- Each change of a redemption after its arrival, in order. The arrival itself is
      -- received_at; its state is from_state of the first change, else the present one.
      CREATE TABLE redemption_changes (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        redemption_id redemption_id NOT NULL REFERENCES redemptions ON DELETE CASCADE,
        from_state text NOT NULL,
        from_reason text,
        to_state text NOT NULL,
        reason text,
        changed_by settler NOT NULL DEFAULT 'us',
        at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX redemption_changes_redemption ON redemption_changes (redemption_id);
    `)
  }

  async down() {
    this.schema.raw(`
      DROP VIEW contributions;
      DROP TABLE redemption_changes, redemptions, reward_slots, rewards, viewers;
      DROP DOMAIN redemption_id, redemption_state, settler, contribution_weight;
    `)
  }
}
