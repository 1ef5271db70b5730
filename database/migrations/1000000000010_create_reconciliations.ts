import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- What comparing a channel with Twitch's list of open redemptions has last come to.
      CREATE TABLE reconciliations (
        streamer_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
        compared_at timestamptz NOT NULL DEFAULT now(),
        -- Why some list could not be read, in a sentence for a person; null when all were.
        problem text,
        -- The last time something had been missed, and how long nobody had listened, if that is known.
        caught_up integer,
        gap_seconds integer,
        caught_up_at timestamptz
      );
    `)
  }

  async down() {
    this.schema.raw('DROP TABLE reconciliations;')
  }
}
