import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      CREATE TABLE users (
        id uuid PRIMARY KEY,
        display_name text NOT NULL CHECK (length(display_name) BETWEEN 1 AND 100),
        avatar_url text,
        is_admin boolean NOT NULL DEFAULT false,
        time_zone text,
        disabled_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      );

      -- Tokens are encrypted by the app before they get here.
      CREATE TABLE twitch_accounts (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL UNIQUE REFERENCES users ON DELETE CASCADE,
        twitch_id text NOT NULL UNIQUE,
        login text NOT NULL,
        display_name text NOT NULL,
        broadcaster_type text NOT NULL DEFAULT '' CHECK (broadcaster_type IN ('', 'affiliate', 'partner')),
        access_token text,
        refresh_token text,
        token_expires_at timestamptz,
        token_version integer NOT NULL DEFAULT 0,
        scopes text[] NOT NULL DEFAULT '{}',
        state text NOT NULL DEFAULT 'valid' CHECK (state IN ('valid', 'refused', 'revoked')),
        state_reason text,
        validated_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CHECK (state <> 'valid' OR (access_token IS NOT NULL AND refresh_token IS NOT NULL))
      );
      CREATE INDEX twitch_accounts_login ON twitch_accounts (lower(login));

      -- One row: who may sign in and who may create campaigns.
      CREATE TABLE access_settings (
        id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
        sign_in text NOT NULL DEFAULT 'everybody' CHECK (sign_in IN ('everybody', 'invited', 'list')),
        create_campaigns text NOT NULL DEFAULT 'everybody' CHECK (create_campaigns IN ('everybody', 'administrators', 'list')),
        sign_in_logins text[] NOT NULL DEFAULT '{}',
        create_campaigns_logins text[] NOT NULL DEFAULT '{}',
        updated_at timestamptz NOT NULL DEFAULT now()
      );

      CREATE TABLE sessions (
        id text PRIMARY KEY,
        data text NOT NULL,
        user_id text,
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX sessions_expires_at ON sessions (expires_at);
      CREATE INDEX sessions_user_id ON sessions (user_id);
    `)
  }

  async down() {
    this.schema.raw(`
      DROP TABLE sessions, access_settings, twitch_accounts, users;
    `)
  }
}
