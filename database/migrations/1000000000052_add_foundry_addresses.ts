import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- Where the world is opened beside foundry_origin, as a GM has confirmed: a copy elsewhere says the same instance_id.
      ALTER TABLE foundry_connections ADD COLUMN other_origins text[] NOT NULL DEFAULT '{}';
    `)
  }

  async down() {
    this.schema.raw('ALTER TABLE foundry_connections DROP COLUMN other_origins')
  }
}
