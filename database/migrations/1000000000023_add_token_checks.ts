import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      ALTER TABLE twitch_accounts
        -- When Twitch gave the tokens that are kept.
        ADD COLUMN issued_at timestamptz,
        -- When it was last tried to have them validated, and what stood in the way, if anything.
        ADD COLUMN checked_at timestamptz,
        ADD COLUMN problem text;
      CREATE INDEX twitch_accounts_checked ON twitch_accounts (checked_at NULLS FIRST) WHERE state = 'valid';
    `)
  }

  async down() {
    this.schema.raw(`
      DROP INDEX twitch_accounts_checked;
      ALTER TABLE twitch_accounts DROP COLUMN issued_at, DROP COLUMN checked_at, DROP COLUMN problem;
    `)
  }
}
