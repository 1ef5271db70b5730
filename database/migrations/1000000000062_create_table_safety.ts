import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- What the GM has agreed with the table: when viewers have no say, and about whom.
      CREATE TABLE table_safety (
        campaign_id uuid PRIMARY KEY REFERENCES campaigns ON DELETE CASCADE,
        quiet_in_combat boolean NOT NULL DEFAULT false,
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE quiet_scenes (
        campaign_id uuid NOT NULL REFERENCES campaigns ON DELETE CASCADE,
        scene_id text NOT NULL,
        name text NOT NULL,
        PRIMARY KEY (campaign_id, scene_id)
      );
      -- Characters that take part in less than everything; whoever is not here takes part in all.
      CREATE TABLE character_limits (
        campaign_id uuid NOT NULL REFERENCES campaigns ON DELETE CASCADE,
        actor_id text NOT NULL,
        name text NOT NULL,
        most text NOT NULL CHECK (most IN ('nothing', 'mild', 'strong')),
        PRIMARY KEY (campaign_id, actor_id)
      );

      -- What the table is doing, as its module last told it.
      ALTER TABLE foundry_connections
        ADD COLUMN is_in_combat boolean NOT NULL DEFAULT false,
        ADD COLUMN scene_id text;

      -- Why a part was refused, as a code that viewers are told.
      ALTER TABLE execution_steps ADD COLUMN reason text;
    `)
  }

  async down() {
    this.schema.raw(`
      ALTER TABLE execution_steps DROP COLUMN reason;
      ALTER TABLE foundry_connections DROP COLUMN is_in_combat, DROP COLUMN scene_id;
      DROP TABLE character_limits, quiet_scenes, table_safety;
    `)
  }
}
