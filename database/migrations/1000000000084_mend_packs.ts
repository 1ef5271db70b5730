import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- A pack is drawn only from a seed whose hash was published before it was bought: whoever checks, compares.
      ALTER TABLE openings ADD COLUMN redeemed_at timestamptz;
      UPDATE openings o SET redeemed_at = COALESCE(
        (SELECT d.redeemed_at FROM redemptions d WHERE d.id = o.redemption_id), o.opened_at);
      ALTER TABLE openings ALTER COLUMN redeemed_at SET NOT NULL;

      -- The app cannot read it any more, since its key is another one: drawn from no more, and not revealed.
      ALTER TABLE pack_seeds ADD COLUMN lost_at timestamptz,
        ADD CHECK (lost_at IS NULL OR (last_number IS NOT NULL AND revealed_at IS NULL));

      -- When the overlay was last told of it: a message may be lost, so it is told again.
      ALTER TABLE pack_showings ADD COLUMN told_at timestamptz NOT NULL DEFAULT now();

      -- Something came of it, so it never comes back.
      ALTER TABLE boons ADD COLUMN worked_at timestamptz,
        ADD COLUMN next_attempt_at timestamptz NOT NULL DEFAULT now(),
        ADD CHECK (worked_at IS NULL OR state = 'used');
      CREATE INDEX boons_awaited ON boons (id) WHERE state = 'used' AND worked_at IS NULL;
    `)
  }

  async down() {
    this.schema.raw(`
      ALTER TABLE boons DROP COLUMN next_attempt_at, DROP COLUMN worked_at;
      ALTER TABLE pack_showings DROP COLUMN told_at;
      ALTER TABLE pack_seeds DROP COLUMN lost_at;
      ALTER TABLE openings DROP COLUMN redeemed_at;
    `)
  }
}
