import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      CREATE TABLE foundry_connections (
        id uuid PRIMARY KEY,
        campaign_id uuid NOT NULL REFERENCES campaigns ON DELETE CASCADE,
        -- Made by the module, one per installed world.
        instance_id text NOT NULL,
        world_id text NOT NULL,
        world_title text NOT NULL,
        foundry_origin text NOT NULL,
        system text NOT NULL,
        system_version text,
        generation integer NOT NULL,
        module_version text NOT NULL,
        capabilities text[] NOT NULL DEFAULT '{}',
        characters jsonb NOT NULL DEFAULT '[]',
        is_active boolean NOT NULL DEFAULT true,
        last_seen_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE UNIQUE INDEX foundry_connections_one_active ON foundry_connections (campaign_id) WHERE is_active;
      CREATE INDEX foundry_connections_campaign ON foundry_connections (campaign_id);

      CREATE TABLE foundry_pairings (
        id uuid PRIMARY KEY,
        device_code_hash text NOT NULL UNIQUE,
        user_code text NOT NULL,
        request jsonb NOT NULL,
        status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'approved', 'denied', 'delivered')),
        connection_id uuid REFERENCES foundry_connections ON DELETE CASCADE,
        decided_by uuid REFERENCES users ON DELETE SET NULL,
        decided_at timestamptz,
        last_polled_at timestamptz,
        poll_interval_seconds integer NOT NULL DEFAULT 5,
        expires_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE UNIQUE INDEX foundry_pairings_pending_code ON foundry_pairings (user_code) WHERE status = 'pending';
      CREATE INDEX foundry_pairings_connection ON foundry_pairings (connection_id);
      CREATE INDEX foundry_pairings_decided_by ON foundry_pairings (decided_by);
      CREATE INDEX foundry_pairings_expires_at ON foundry_pairings (expires_at);

      -- One a browser. A rotated token lives until its successor is used.
      CREATE TABLE foundry_tokens (
        id uuid PRIMARY KEY,
        connection_id uuid NOT NULL REFERENCES foundry_connections ON DELETE CASCADE,
        client_id text NOT NULL,
        user_name text NOT NULL,
        -- The GM whose word let it in; with that GM it goes.
        approved_by uuid REFERENCES users ON DELETE SET NULL,
        token_hash text NOT NULL UNIQUE,
        prefix text NOT NULL,
        rotated_from uuid REFERENCES foundry_tokens ON DELETE SET NULL,
        last_used_at timestamptz,
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX foundry_tokens_connection ON foundry_tokens (connection_id);
      CREATE INDEX foundry_tokens_approved_by ON foundry_tokens (approved_by);
      CREATE INDEX foundry_tokens_rotated_from ON foundry_tokens (rotated_from);

      -- The one browser tab that executes commands and reports rolls.
      CREATE TABLE foundry_leases (
        connection_id uuid PRIMARY KEY REFERENCES foundry_connections ON DELETE CASCADE,
        token_id uuid REFERENCES foundry_tokens ON DELETE SET NULL,
        client_id text,
        holder_name text,
        fencing bigint NOT NULL DEFAULT 0,
        acquired_at timestamptz,
        expires_at timestamptz NOT NULL,
        -- Since when nobody held it, for "no lease holder for 60 s".
        vacant_since timestamptz
      );
      CREATE INDEX foundry_leases_token ON foundry_leases (token_id);

      -- Next sequence number of each campaign's command log.
      CREATE TABLE foundry_heads (
        campaign_id uuid PRIMARY KEY REFERENCES campaigns ON DELETE CASCADE,
        head bigint NOT NULL DEFAULT 0
      );

      CREATE TABLE foundry_rolls (
        id uuid PRIMARY KEY,
        campaign_id uuid NOT NULL REFERENCES campaigns ON DELETE CASCADE,
        connection_id uuid REFERENCES foundry_connections ON DELETE SET NULL,
        event_id text NOT NULL,
        message_id text NOT NULL,
        roll_index integer NOT NULL CHECK (roll_index >= 0),
        actor_id text,
        actor_name text,
        foundry_user_id text NOT NULL,
        foundry_user_name text NOT NULL,
        streamer_id uuid REFERENCES users ON DELETE SET NULL,
        formula text NOT NULL,
        total numeric NOT NULL,
        dice jsonb NOT NULL,
        "natural" integer,
        faces integer,
        critical text CHECK (critical IN ('success', 'failure')),
        source text NOT NULL CHECK (source IN ('system', 'generic', 'rule')),
        confidence text NOT NULL CHECK (confidence IN ('high', 'low')),
        is_late boolean NOT NULL DEFAULT false,
        -- What became of it, in words a GM can read.
        outcome text,
        rolled_at timestamptz NOT NULL,
        received_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (campaign_id, event_id)
      );
      CREATE INDEX foundry_rolls_recent ON foundry_rolls (campaign_id, received_at DESC);
      CREATE INDEX foundry_rolls_connection ON foundry_rolls (connection_id);
      CREATE INDEX foundry_rolls_streamer ON foundry_rolls (streamer_id);

      -- GM actions and presence already taken in; rolls have their own table.
      CREATE TABLE foundry_events (
        campaign_id uuid NOT NULL REFERENCES campaigns ON DELETE CASCADE,
        event_id text NOT NULL,
        type text NOT NULL,
        payload jsonb NOT NULL,
        received_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (campaign_id, event_id)
      );
    `)
  }

  async down() {
    this.schema.raw(`
      DROP TABLE foundry_events, foundry_rolls, foundry_heads, foundry_leases, foundry_tokens, foundry_pairings, foundry_connections;
    `)
  }
}
