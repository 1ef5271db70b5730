import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- A domain is checked when a value is given, a CHECK of the table at every update of
      -- the row; and this row is updated by every batch of redemptions.
      CREATE DOMAIN instance_kind AS text CHECK (VALUE IN ('individual', 'group'));
      CREATE DOMAIN instance_mode AS text CHECK (VALUE IN ('consume', 'open', 'immediate'));
      CREATE DOMAIN instance_status AS text CHECK (VALUE IN ('active', 'armed', 'awaiting_approval', 'executing', 'completed', 'failed', 'expired', 'cancelled'));
      CREATE DOMAIN viewer_source AS text CHECK (VALUE IN ('live', 'fallback'));
      CREATE DOMAIN amount AS integer CHECK (VALUE >= 0);

      CREATE TABLE instances (
        id uuid PRIMARY KEY,
        campaign_id uuid NOT NULL REFERENCES campaigns ON DELETE CASCADE,
        event_id uuid NOT NULL REFERENCES gamification_events ON DELETE CASCADE,
        -- Null for a group instance.
        streamer_id uuid REFERENCES users ON DELETE CASCADE,
        kind instance_kind NOT NULL,
        mode instance_mode NOT NULL,
        status instance_status NOT NULL DEFAULT 'active',
        objective amount NOT NULL,
        progress integer NOT NULL DEFAULT 0,
        -- Rises with each change; a frame with a lower one is old news.
        version bigint NOT NULL DEFAULT 1,
        viewer_count amount NOT NULL,
        viewer_count_source viewer_source NOT NULL,
        viewer_count_age_seconds amount,
        -- What was agreed when it started; later edits of the event do not change it.
        rules jsonb NOT NULL,
        -- Who contributed last, newest first; named on stream unless they hide.
        latest_viewer_ids bigint[] NOT NULL DEFAULT '{}',
        roll_id uuid REFERENCES foundry_rolls ON DELETE SET NULL,
        trigger_facts jsonb,
        approval_required boolean NOT NULL DEFAULT false,
        decided_by uuid REFERENCES users ON DELETE SET NULL,
        decided_at timestamptz,
        reason text,
        started_at timestamptz NOT NULL DEFAULT now(),
        armed_at timestamptz,
        consumed_at timestamptz,
        expires_at timestamptz,
        ended_at timestamptz,
        -- One constraint: each is read anew by every statement.
        CHECK (
          progress BETWEEN 0 AND objective AND objective >= 1
          AND (kind = 'group') = (streamer_id IS NULL)
          AND (status <> 'armed' OR progress = objective OR reason IS NOT NULL)
          AND (status IN ('completed', 'failed', 'expired', 'cancelled')) = (ended_at IS NOT NULL))
      -- Room on the page, so that counting rewrites a row without touching its indexes.
      ) WITH (fillfactor = 50);
      -- One open instance per campaign, event and streamer; group instances have no streamer.
      CREATE UNIQUE INDEX instances_one_open ON instances (campaign_id, event_id, streamer_id) NULLS NOT DISTINCT
        WHERE status IN ('active', 'armed', 'awaiting_approval', 'executing');
      -- One roll consumes at most one instance.
      CREATE UNIQUE INDEX instances_one_per_roll ON instances (roll_id) WHERE roll_id IS NOT NULL;
      CREATE INDEX instances_due ON instances (expires_at) WHERE status IN ('active', 'armed', 'awaiting_approval', 'executing');
      CREATE INDEX instances_armed ON instances (campaign_id, armed_at) WHERE status = 'armed';
      CREATE INDEX instances_recent ON instances (campaign_id, started_at DESC);
      CREATE INDEX instances_event ON instances (event_id);
      CREATE INDEX instances_streamer ON instances (streamer_id);
      CREATE INDEX instances_decided_by ON instances (decided_by);

      -- Whoever changes what decides about a redemption raises the version: counting relies on
      -- it. Progress is not among these columns, lest each batch pays for the check.
      CREATE FUNCTION refuse_same_version() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION 'An instance was changed without raising its version' USING ERRCODE = 'check_violation';
        END
      $$;
      CREATE TRIGGER instances_version BEFORE UPDATE OF status, objective, rules, started_at, expires_at
        ON instances FOR EACH ROW WHEN (NEW.version <= OLD.version) EXECUTE FUNCTION refuse_same_version();
      -- Fails a transaction that has counted on a version which is not the last one: it
      -- is done again like any other serialisation failure.
      CREATE FUNCTION raise_raced() RETURNS void LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION 'The instance has changed meanwhile' USING ERRCODE = 'serialization_failure';
        END
      $$;

      -- A group objective is the sum of each live streamer's own; whoever joins later has no
      -- part in it. Progress of an instance is the sum of theirs, written under its lock.
      CREATE TABLE instance_shares (
        instance_id uuid NOT NULL REFERENCES instances ON DELETE CASCADE,
        streamer_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        viewer_count integer NOT NULL CHECK (viewer_count >= 0),
        viewer_count_source text NOT NULL CHECK (viewer_count_source IN ('live', 'fallback')),
        objective integer NOT NULL CHECK (objective >= 0),
        progress integer NOT NULL DEFAULT 0 CHECK (progress >= 0),
        left_at timestamptz,
        PRIMARY KEY (instance_id, streamer_id)
      );
      CREATE INDEX instance_shares_streamer ON instance_shares (streamer_id);

      CREATE TABLE foundry_commands (
        id uuid PRIMARY KEY,
        campaign_id uuid NOT NULL REFERENCES campaigns ON DELETE CASCADE,
        seq bigint NOT NULL,
        type text NOT NULL,
        payload jsonb NOT NULL,
        origin jsonb NOT NULL,
        is_dry_run boolean NOT NULL DEFAULT false,
        instance_id uuid REFERENCES instances ON DELETE SET NULL,
        undo_of uuid REFERENCES foundry_commands ON DELETE SET NULL,
        status text NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'delivered', 'done', 'failed', 'skipped', 'expired', 'uncertain', 'needs-gm', 'unsupported')),
        result jsonb,
        fencing bigint,
        issued_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        delivered_at timestamptz,
        finished_at timestamptz,
        UNIQUE (campaign_id, seq)
      );
      CREATE INDEX foundry_commands_instance ON foundry_commands (instance_id);
      CREATE INDEX foundry_commands_undo_of ON foundry_commands (undo_of);
      CREATE INDEX foundry_commands_open ON foundry_commands (expires_at) WHERE status IN ('queued', 'delivered', 'uncertain', 'needs-gm');

      CREATE TABLE foundry_command_changes (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        command_id uuid NOT NULL REFERENCES foundry_commands ON DELETE CASCADE,
        status text NOT NULL,
        detail text,
        at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX foundry_command_changes_command ON foundry_command_changes (command_id);

      -- At most one execution an instance; the primary key says so.
      CREATE TABLE executions (
        instance_id uuid PRIMARY KEY REFERENCES instances ON DELETE CASCADE,
        action_id text NOT NULL,
        status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'done', 'failed', 'uncertain')),
        result jsonb,
        started_at timestamptz NOT NULL DEFAULT now(),
        deadline_at timestamptz NOT NULL,
        finished_at timestamptz
      );
      CREATE INDEX executions_pending ON executions (deadline_at) WHERE status IN ('pending', 'uncertain');
    `)
  }

  async down() {
    this.schema.raw(`
      DROP TABLE executions, foundry_command_changes, foundry_commands, instance_shares, instances;
      DROP FUNCTION raise_raced, refuse_same_version;
      DROP DOMAIN instance_kind, instance_mode, instance_status, viewer_source, amount;
    `)
  }
}
