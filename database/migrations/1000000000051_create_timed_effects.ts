import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- Conditions at the table that end by themselves, by the command that put them on.
      CREATE TABLE foundry_timed_effects (
        command_id uuid PRIMARY KEY REFERENCES foundry_commands ON DELETE CASCADE,
        campaign_id uuid NOT NULL REFERENCES campaigns ON DELETE CASCADE,
        actor_id text NOT NULL,
        status text NOT NULL,
        ends_at timestamptz NOT NULL
      );
      CREATE INDEX foundry_timed_effects_due ON foundry_timed_effects (ends_at);
    `)
  }

  async down() {
    this.schema.raw('DROP TABLE foundry_timed_effects')
  }
}
