import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- Public pages look an edition up by its hash, and a set by the channels where it was opened.
      CREATE INDEX set_editions_sha256 ON set_editions (sha256);
      CREATE INDEX openings_edition ON openings (edition_id);
      CREATE INDEX openings_channel_set ON openings (streamer_id, set_id);
    `)
  }

  async down() {
    this.schema.raw(`
      DROP INDEX openings_channel_set, openings_edition, set_editions_sha256;
    `)
  }
}
