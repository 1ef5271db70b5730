import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- Redemptions beyond a full goal that wait for the next one of their event: they are
      -- 'received' as long as they are here. The redemption is stored at the end of the
      -- transaction that decides about it, hence the late check.
      CREATE TABLE rolled_over (
        redemption_id text COLLATE "C" PRIMARY KEY
          REFERENCES redemptions ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        event_id uuid NOT NULL,
        -- Null for a group event.
        streamer_id uuid,
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX rolled_over_next ON rolled_over (event_id, streamer_id);
    `)
  }

  async down() {
    this.schema.raw('DROP TABLE rolled_over;')
  }
}
