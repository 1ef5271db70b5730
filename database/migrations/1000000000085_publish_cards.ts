import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- What viewers see of a set is what was published, whatever its editors do meanwhile.
      ALTER TABLE card_rarities
        -- As published last; null while it never was.
        ADD published_position integer CHECK (published_position >= 0);
      ALTER TABLE cards
        -- As published last; null while it never was.
        ADD published_rarity_id uuid,
        -- It is drawn from the set's edition. One that is not any more is shown to those who have it.
        ADD in_edition boolean NOT NULL DEFAULT false,
        ADD CONSTRAINT cards_published_rarity FOREIGN KEY (set_id, published_rarity_id)
          REFERENCES card_rarities (set_id, id),
        ADD CONSTRAINT cards_in_edition CHECK (NOT in_edition OR published_rarity_id IS NOT NULL);
      CREATE INDEX cards_published_rarity ON cards (published_rarity_id) WHERE published_rarity_id IS NOT NULL;
      ALTER TABLE set_editions
        ADD pack_size integer GENERATED ALWAYS AS ((content::jsonb->>'packSize')::integer) STORED;

      UPDATE cards c SET published_rarity_id = c.rarity_id,
        in_edition = EXISTS (SELECT FROM card_sets s JOIN set_editions e ON e.id = s.edition_id
          WHERE s.id = c.set_id AND position(c.id::text IN e.content) > 0)
      WHERE EXISTS (SELECT FROM set_editions e WHERE e.set_id = c.set_id AND position(c.id::text IN e.content) > 0);
      UPDATE card_rarities r SET published_position = r.position
      WHERE EXISTS (SELECT FROM set_editions e WHERE e.set_id = r.set_id AND position(r.id::text IN e.content) > 0);

      -- Who makes a card of dust must not get more dust for it. What did comes from packs only, until somebody sets a price.
      UPDATE card_rarities SET dust_price = 0 WHERE dust_price <= dust;
      UPDATE dust_rates SET dust_price = 0 WHERE dust_price <= dust;
      ALTER TABLE card_rarities ADD CONSTRAINT card_rarities_price CHECK (dust_price = 0 OR dust_price > dust);
      ALTER TABLE dust_rates ADD CONSTRAINT dust_rates_price CHECK (dust_price = 0 OR dust_price > dust);
      -- 100,000 copies of 1,000,000 dust.
      ALTER TABLE collection_changes ALTER dust TYPE bigint;
    `)
  }

  async down() {
    this.schema.raw(`
      ALTER TABLE collection_changes ALTER dust TYPE integer;
      ALTER TABLE dust_rates DROP CONSTRAINT dust_rates_price;
      ALTER TABLE card_rarities DROP CONSTRAINT card_rarities_price, DROP published_position;
      ALTER TABLE set_editions DROP pack_size;
      ALTER TABLE cards DROP CONSTRAINT cards_published_rarity, DROP CONSTRAINT cards_in_edition,
        DROP in_edition, DROP published_rarity_id;
    `)
  }
}
