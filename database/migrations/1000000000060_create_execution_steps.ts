import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- The parts of an execution that is a sequence: each begins some time after the one before
      -- has ended. A row is written before anything is ordered, so that a crash forgets none.
      CREATE TABLE execution_steps (
        instance_id uuid NOT NULL REFERENCES executions ON DELETE CASCADE,
        position smallint NOT NULL CHECK (position BETWEEN 1 AND 20),
        action_id text NOT NULL,
        settings jsonb NOT NULL,
        delay_seconds integer NOT NULL CHECK (delay_seconds BETWEEN 0 AND 600),
        status text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'ordered', 'done', 'failed', 'left_out')),
        -- Null while the one before has not ended.
        due_at timestamptz,
        -- What the table was ordered for it.
        command_ids uuid[] NOT NULL DEFAULT '{}',
        -- What became of it, in words a GM can read.
        message text,
        PRIMARY KEY (instance_id, position)
      );
      CREATE INDEX execution_steps_due ON execution_steps (due_at) WHERE status = 'waiting' AND due_at IS NOT NULL;
    `)
  }

  async down() {
    this.schema.raw('DROP TABLE execution_steps')
  }
}
