import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- Streamers who have disconnected Twitch's events by hand; polling and reconciliation go on.
      CREATE TABLE listening_pauses (
        streamer_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
        paused_at timestamptz NOT NULL DEFAULT now()
      );
    `)
  }

  async down() {
    this.schema.raw('DROP TABLE listening_pauses')
  }
}
