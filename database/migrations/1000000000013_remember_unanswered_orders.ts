import { BaseSchema } from '@adonisjs/lucid/schema'

const ENDS = `num_nulls(settled_at, settled_by) = CASE WHEN state IN ('fulfilled', 'refunded') THEN 0 ELSE 2 END
          AND (stuck_cause IS NULL OR settled_at IS NULL)
          AND (reason IS NOT NULL OR state IN ('received', 'counted'))`

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- Twitch was told then how it ends, and what it made of that is not known. Written before the
      -- call goes out, cleared by every answer that leaves no doubt; it stays with a refund that
      -- nobody could confirm any more.
      ALTER TABLE redemptions ADD COLUMN unanswered_since timestamptz,
        DROP CONSTRAINT redemptions_check,
        ADD CONSTRAINT redemptions_check CHECK (
          ${ENDS}
          AND (unanswered_since IS NULL OR state IN ('fulfil_pending', 'refund_pending')
            OR reason = 'refund_unconfirmed'));
    `)
  }

  async down() {
    this.schema.raw(`
      ALTER TABLE redemptions DROP COLUMN unanswered_since,
        ADD CONSTRAINT redemptions_check CHECK (${ENDS});
    `)
  }
}
