import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- What was found before a stream, and what changed during it.
      CREATE TABLE preflight_reports (
        id uuid PRIMARY KEY,
        campaign_id uuid NOT NULL REFERENCES campaigns ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN ('full', 'light')),
        state text NOT NULL CHECK (state IN ('passed', 'warning', 'failed')),
        sections jsonb NOT NULL CHECK (jsonb_typeof(sections) = 'array'),
        asked_by uuid REFERENCES users ON DELETE SET NULL,
        made_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX preflight_reports_latest ON preflight_reports (campaign_id, kind, made_at);
      CREATE INDEX preflight_reports_asked_by ON preflight_reports (asked_by);
    `)
  }

  async down() {
    this.schema.raw('DROP TABLE preflight_reports')
  }
}
