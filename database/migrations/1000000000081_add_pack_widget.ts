import { BaseSchema } from '@adonisjs/lucid/schema'

/** Overlays that are there already get the widget for packs where new ones have it. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      UPDATE overlays SET settings = jsonb_set(settings, '{widgets,pack}',
        '{"shown": true, "x": 50, "y": 47, "scale": 1}') WHERE settings->'widgets'->'pack' IS NULL;
    `)
  }

  async down() {
    this.schema.raw(`UPDATE overlays SET settings = settings #- '{widgets,pack}';`)
  }
}
