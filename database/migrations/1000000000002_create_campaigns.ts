import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      CREATE TABLE campaigns (
        id uuid PRIMARY KEY,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
        description text NOT NULL DEFAULT '' CHECK (length(description) <= 2000),
        visibility text NOT NULL DEFAULT 'public' CHECK (visibility IN ('public', 'unlisted', 'members')),
        -- Whether whoever sees the public page may look a viewer up by login.
        viewers_searchable boolean NOT NULL DEFAULT false,
        -- Used for an objective when Twitch cannot tell how many are watching.
        fallback_viewers integer NOT NULL DEFAULT 10 CHECK (fallback_viewers BETWEEN 0 AND 1000000),
        break_since timestamptz,
        panic_since timestamptz,
        archived_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      );

      -- One account can hold several roles in a campaign.
      CREATE TABLE campaign_members (
        id uuid PRIMARY KEY,
        campaign_id uuid NOT NULL REFERENCES campaigns ON DELETE CASCADE,
        user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        role text NOT NULL CHECK (role IN ('owner', 'co_gm', 'streamer')),
        -- The streamer's one campaign whose rewards are on sale.
        is_live boolean NOT NULL DEFAULT false,
        joined_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (campaign_id, user_id, role),
        CHECK (role = 'streamer' OR NOT is_live)
      );
      CREATE UNIQUE INDEX campaign_members_one_owner ON campaign_members (campaign_id) WHERE role = 'owner';
      CREATE UNIQUE INDEX campaign_members_one_live ON campaign_members (user_id) WHERE is_live;
      CREATE INDEX campaign_members_user ON campaign_members (user_id);

      CREATE TABLE invitations (
        id uuid PRIMARY KEY,
        campaign_id uuid NOT NULL REFERENCES campaigns ON DELETE CASCADE,
        role text NOT NULL CHECK (role IN ('co_gm', 'streamer')),
        -- Null: whoever holds the link may accept.
        twitch_login text,
        token_hash text NOT NULL UNIQUE,
        invited_by uuid REFERENCES users ON DELETE SET NULL,
        expires_at timestamptz NOT NULL,
        accepted_by uuid REFERENCES users ON DELETE SET NULL,
        accepted_at timestamptz,
        declined_at timestamptz,
        revoked_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX invitations_campaign ON invitations (campaign_id);
      CREATE INDEX invitations_invited_by ON invitations (invited_by);
      CREATE INDEX invitations_accepted_by ON invitations (accepted_by);
      CREATE INDEX invitations_login ON invitations (lower(twitch_login)) WHERE accepted_at IS NULL;

      -- Which streamer a Foundry character, else a Foundry user, belongs to.
      CREATE TABLE character_assignments (
        id uuid PRIMARY KEY,
        campaign_id uuid NOT NULL REFERENCES campaigns ON DELETE CASCADE,
        streamer_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        actor_id text,
        foundry_user_id text,
        name text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CHECK (num_nonnulls(actor_id, foundry_user_id) = 1),
        UNIQUE (campaign_id, actor_id),
        UNIQUE (campaign_id, foundry_user_id)
      );
      CREATE INDEX character_assignments_streamer ON character_assignments (streamer_id);
    `)
  }

  async down() {
    this.schema.raw(`
      DROP TABLE character_assignments, invitations, campaign_members, campaigns;
    `)
  }
}
