import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      CREATE TABLE overlays (
        id uuid PRIMARY KEY,
        streamer_id uuid NOT NULL UNIQUE REFERENCES users ON DELETE CASCADE,
        settings jsonb NOT NULL,
        seq bigint NOT NULL DEFAULT 0,
        last_seen_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      );

      -- A rotated key stays valid until expires_at, so that OBS can be changed in peace.
      CREATE TABLE overlay_keys (
        id uuid PRIMARY KEY,
        overlay_id uuid NOT NULL REFERENCES overlays ON DELETE CASCADE,
        key_hash text NOT NULL UNIQUE,
        -- Encrypted by the app: the streamer may look at the URL again.
        key_sealed text NOT NULL,
        prefix text NOT NULL,
        expires_at timestamptz,
        last_used_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX overlay_keys_overlay ON overlay_keys (overlay_id);

      -- One-shots that the overlay has to play, in order, until it says it has.
      CREATE TABLE overlay_events (
        overlay_id uuid NOT NULL REFERENCES overlays ON DELETE CASCADE,
        seq bigint NOT NULL,
        event text NOT NULL,
        data jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        shown_at timestamptz,
        PRIMARY KEY (overlay_id, seq)
      );
      CREATE INDEX overlay_events_waiting ON overlay_events (overlay_id, seq) WHERE shown_at IS NULL;
    `)
  }

  async down() {
    this.schema.raw(`
      DROP TABLE overlay_events, overlay_keys, overlays;
    `)
  }
}
