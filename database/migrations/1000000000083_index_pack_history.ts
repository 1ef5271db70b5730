import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- A channel's last packs, however many it has opened.
      CREATE INDEX openings_history ON openings (streamer_id, COALESCE(shown_at, refunded_at) DESC, number DESC)
        WHERE state IN ('shown', 'refunded');
    `)
  }

  async down() {
    this.schema.raw('DROP INDEX openings_history')
  }
}
