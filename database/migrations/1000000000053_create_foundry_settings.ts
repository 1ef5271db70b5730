import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- What a GM allows at a campaign's table; without a row everything, and no whispers.
      CREATE TABLE foundry_settings (
        campaign_id uuid PRIMARY KEY REFERENCES campaigns ON DELETE CASCADE,
        -- Each effect of viewers comes with a whisper to the GMs.
        tells_gm boolean NOT NULL DEFAULT false,
        -- Command types that are switched off in the app.
        switched_off text[] NOT NULL DEFAULT '{}',
        updated_at timestamptz NOT NULL DEFAULT now()
      );

      -- Command types that a GM has switched off in Foundry, as its tabs tell.
      ALTER TABLE foundry_connections ADD COLUMN switched_off text[] NOT NULL DEFAULT '{}';
    `)
  }

  async down() {
    this.schema.raw(`
      ALTER TABLE foundry_connections DROP COLUMN switched_off;
      DROP TABLE foundry_settings;
    `)
  }
}
