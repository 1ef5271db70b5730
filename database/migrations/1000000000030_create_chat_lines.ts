import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- What is to be said in a streamer's own chat about a goal: written in the transaction that
      -- arms, completes or refunds it, said once or never. 'taken' is on its way to Twitch: after
      -- a crash nobody knows whether it got there, so it is not said again.
      CREATE TABLE chat_lines (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        streamer_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        instance_id uuid NOT NULL REFERENCES instances ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN ('armed', 'succeeded', 'refunded')),
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'taken', 'said', 'dropped')),
        created_at timestamptz NOT NULL DEFAULT now(),
        -- One line for however many refunds.
        UNIQUE (streamer_id, instance_id, kind)
      );
      CREATE INDEX chat_lines_waiting ON chat_lines (streamer_id, id) WHERE state = 'waiting';
      CREATE INDEX chat_lines_instance ON chat_lines (instance_id);
      CREATE INDEX chat_lines_age ON chat_lines (created_at);

      -- The pace of each chat, whichever process speaks there, and what came of the last line.
      CREATE TABLE chat_voices (
        streamer_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
        next_at timestamptz NOT NULL DEFAULT now(),
        said_at timestamptz,
        -- A sentence for the streamer; null when the last line was said.
        problem text
      );
    `)
  }

  async down() {
    this.schema.raw('DROP TABLE chat_voices, chat_lines;')
  }
}
