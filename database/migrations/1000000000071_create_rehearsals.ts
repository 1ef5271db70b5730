import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- A rehearsal and what came of it: all that it leaves behind.
      CREATE TABLE rehearsals (
        id uuid PRIMARY KEY,
        campaign_id uuid NOT NULL REFERENCES campaigns ON DELETE CASCADE,
        started_by uuid REFERENCES users ON DELETE SET NULL,
        status text NOT NULL DEFAULT 'running' CHECK (status IN ('running', 'done', 'failed', 'stopped')),
        speed integer NOT NULL CHECK (speed BETWEEN 1 AND 20),
        viewers integer NOT NULL CHECK (viewers BETWEEN 1 AND 100000),
        seconds integer NOT NULL CHECK (seconds > 0),
        -- Of the script, while it runs; whoever plays it says so once a second.
        second double precision NOT NULL DEFAULT 0,
        heard_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        outcome jsonb,
        message text,
        started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        ended_at timestamptz,
        CHECK ((status = 'running') = (ended_at IS NULL)),
        CHECK ((status = 'done') = (outcome IS NOT NULL))
      );
      CREATE UNIQUE INDEX rehearsals_one_running ON rehearsals (campaign_id) WHERE status = 'running';
      CREATE INDEX rehearsals_latest ON rehearsals (campaign_id, started_at);
      CREATE INDEX rehearsals_started_by ON rehearsals (started_by);
    `)
  }

  async down() {
    this.schema.raw('DROP TABLE rehearsals')
  }
}
