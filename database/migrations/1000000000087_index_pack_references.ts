import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- Whoever deletes a row has the rows looked for that refer to it: of each variant of a draft that is
      -- deleted, all collections there are would be read.
      CREATE INDEX collections_variant ON collections (variant_id) WHERE variant_id IS NOT NULL;
      CREATE INDEX boons_card ON boons (card_id);
      CREATE INDEX boons_variant ON boons (variant_id) WHERE variant_id IS NOT NULL;
      CREATE INDEX boons_campaign ON boons (campaign_id) WHERE campaign_id IS NOT NULL;
      CREATE INDEX boons_decider ON boons (decided_by) WHERE decided_by IS NOT NULL;
      CREATE INDEX pack_pity_set ON pack_pity (set_id);
      CREATE INDEX dust_rates_rarity ON dust_rates (rarity_id);
      CREATE INDEX pack_showings_streamer ON pack_showings (streamer_id);
      CREATE INDEX cards_picture ON cards (picture_id) WHERE picture_id IS NOT NULL;
      CREATE INDEX card_sets_picture ON card_sets (picture_id) WHERE picture_id IS NOT NULL;
    `)
  }

  async down() {
    this.schema.raw(`
      DROP INDEX card_sets_picture, cards_picture, pack_showings_streamer, dust_rates_rarity, pack_pity_set,
        boons_decider, boons_campaign, boons_variant, boons_card, collections_variant;
    `)
  }
}
