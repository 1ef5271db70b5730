import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- Every public page asks whether a channel has seeds, and shows the newest.
      CREATE INDEX pack_seeds_channel ON pack_seeds (streamer_id, first_number DESC, published_at DESC);
    `)
  }

  async down() {
    this.schema.raw('DROP INDEX pack_seeds_channel')
  }
}
