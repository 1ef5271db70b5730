import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- Whatever was bought of it before is in the ledger: Twitch's lists of what is settled are read
      -- back to here. Null before the first complete comparison.
      ALTER TABLE rewards ADD COLUMN compared_to timestamptz;
    `)
  }

  async down() {
    this.schema.raw('ALTER TABLE rewards DROP COLUMN compared_to;')
  }
}
