import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- What a GM calls critical where the game system leaves it to the table; in order, the first that holds decides.
      CREATE TABLE foundry_roll_rules (
        campaign_id uuid PRIMARY KEY REFERENCES campaigns ON DELETE CASCADE,
        rules jsonb NOT NULL CHECK (jsonb_typeof(rules) = 'array' AND jsonb_array_length(rules) <= 12),
        updated_at timestamptz NOT NULL DEFAULT now()
      );
    `)
  }

  async down() {
    this.schema.raw('DROP TABLE foundry_roll_rules')
  }
}
