import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- Re-encoded by us; the files lie on the drive, by id.
      CREATE TABLE pictures (
        id uuid PRIMARY KEY,
        owner_id uuid REFERENCES users ON DELETE SET NULL,
        -- Of the largest file: the same picture is kept once for each owner.
        sha256 text NOT NULL,
        width integer NOT NULL CHECK (width BETWEEN 1 AND 4096),
        height integer NOT NULL CHECK (height BETWEEN 1 AND 4096),
        bytes integer NOT NULL CHECK (bytes > 0),
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (owner_id, sha256)
      );

      CREATE TABLE card_sets (
        id uuid PRIMARY KEY,
        owner_id uuid REFERENCES users ON DELETE SET NULL,
        -- Its streamers may sell the set, its game masters edit it.
        campaign_id uuid REFERENCES campaigns ON DELETE SET NULL,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
        description text NOT NULL DEFAULT '' CHECK (length(description) <= 500),
        picture_id uuid REFERENCES pictures ON DELETE SET NULL,
        state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'active', 'archived')),
        -- When its packs are sold; null is no limit.
        starts_at timestamptz,
        ends_at timestamptz,
        pack_size integer NOT NULL DEFAULT 5 CHECK (pack_size BETWEEN 1 AND 20),
        -- After so many packs of a viewer in a row without the top rarity, the next one has it; null is never.
        pity_after integer CHECK (pity_after BETWEEN 1 AND 1000),
        -- What is drawn from now.
        edition_id uuid,
        edited_at timestamptz NOT NULL DEFAULT now(),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CHECK (ends_at > starts_at),
        CHECK (state <> 'active' OR edition_id IS NOT NULL)
      );
      CREATE INDEX card_sets_owner ON card_sets (owner_id);
      CREATE INDEX card_sets_campaign ON card_sets (campaign_id) WHERE campaign_id IS NOT NULL;

      CREATE TABLE card_rarities (
        id uuid PRIMARY KEY,
        set_id uuid NOT NULL REFERENCES card_sets ON DELETE CASCADE,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 30),
        colour text NOT NULL CHECK (colour ~ '^#[0-9A-Fa-f]{6}$'),
        -- From the most common one, 0.
        position integer NOT NULL CHECK (position >= 0),
        -- How often a card of a pack has it, exactly.
        chance_numerator bigint NOT NULL CHECK (chance_numerator BETWEEN 0 AND chance_denominator),
        chance_denominator bigint NOT NULL CHECK (chance_denominator BETWEEN 1 AND 1000000000),
        -- What a duplicate becomes, and what a chosen card costs, unless the streamer says otherwise.
        dust integer NOT NULL DEFAULT 0 CHECK (dust BETWEEN 0 AND 1000000),
        dust_price integer NOT NULL DEFAULT 0 CHECK (dust_price BETWEEN 0 AND 1000000),
        UNIQUE (set_id, id),
        UNIQUE (set_id, position) DEFERRABLE INITIALLY DEFERRED
      );
      CREATE UNIQUE INDEX card_rarities_name ON card_rarities (set_id, lower(name));

      CREATE TABLE cards (
        id uuid PRIMARY KEY,
        set_id uuid NOT NULL REFERENCES card_sets ON DELETE CASCADE,
        rarity_id uuid NOT NULL,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
        text text NOT NULL DEFAULT '' CHECK (length(text) <= 500),
        picture_id uuid REFERENCES pictures ON DELETE SET NULL,
        -- Against the other cards of its rarity.
        weight integer NOT NULL DEFAULT 1 CHECK (weight BETWEEN 1 AND 1000000),
        -- The number printed on it.
        position integer NOT NULL CHECK (position BETWEEN 1 AND 100000),
        -- What its owner can spend it for, once (packs/boons); null is nothing.
        boon jsonb,
        -- Drawn no more; who has it keeps it.
        retired_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (set_id, rarity_id) REFERENCES card_rarities (set_id, id),
        UNIQUE (set_id, position) DEFERRABLE INITIALLY DEFERRED
      );
      CREATE INDEX cards_rarity ON cards (rarity_id);
      CREATE UNIQUE INDEX cards_name ON cards (set_id, lower(name));

      -- Other looks of a card; what their chances leave is the regular one.
      CREATE TABLE card_variants (
        id uuid PRIMARY KEY,
        card_id uuid NOT NULL REFERENCES cards ON DELETE CASCADE,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 30),
        effect text NOT NULL CHECK (effect IN ('foil', 'holo', 'gilded', 'inked')),
        position integer NOT NULL CHECK (position >= 0),
        chance_numerator bigint NOT NULL CHECK (chance_numerator BETWEEN 0 AND chance_denominator),
        chance_denominator bigint NOT NULL CHECK (chance_denominator BETWEEN 1 AND 1000000000),
        UNIQUE (card_id, position) DEFERRABLE INITIALLY DEFERRED
      );
      CREATE UNIQUE INDEX card_variants_name ON card_variants (card_id, lower(name));

      -- Cards of a pack that are at least of some rarity; the first one is 0.
      CREATE TABLE pack_slots (
        set_id uuid NOT NULL REFERENCES card_sets ON DELETE CASCADE,
        slot integer NOT NULL CHECK (slot BETWEEN 0 AND 19),
        minimum_rarity_id uuid NOT NULL,
        PRIMARY KEY (set_id, slot),
        FOREIGN KEY (set_id, minimum_rarity_id) REFERENCES card_rarities (set_id, id) ON DELETE CASCADE
      );

      -- What is drawn from, as published, never changed: the text is what the hash is of.
      CREATE TABLE set_editions (
        id uuid PRIMARY KEY,
        set_id uuid NOT NULL REFERENCES card_sets ON DELETE CASCADE,
        number integer NOT NULL CHECK (number >= 1),
        content text NOT NULL,
        sha256 text NOT NULL,
        published_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (set_id, number),
        UNIQUE (set_id, sha256),
        UNIQUE (set_id, id)
      );
      ALTER TABLE card_sets ADD CONSTRAINT card_sets_edition
        FOREIGN KEY (id, edition_id) REFERENCES set_editions (set_id, id) DEFERRABLE INITIALLY DEFERRED;

      -- A set on sale on a streamer's channel.
      CREATE TABLE pack_offers (
        streamer_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        set_id uuid NOT NULL REFERENCES card_sets ON DELETE CASCADE,
        cost integer NOT NULL CHECK (cost BETWEEN 1 AND 1000000000),
        max_per_viewer integer CHECK (max_per_viewer BETWEEN 1 AND 1000),
        is_enabled boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (streamer_id, set_id)
      );
      CREATE INDEX pack_offers_set ON pack_offers (set_id);

      -- Draws are made from the seed, whose hash is published before the first of them, and the
      -- seed itself once the stream is over. Its numbers are first_number to last_number.
      CREATE TABLE pack_seeds (
        id uuid PRIMARY KEY,
        streamer_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        sha256 text NOT NULL UNIQUE,
        -- Encrypted by the app.
        seed_sealed text NOT NULL,
        first_number bigint NOT NULL CHECK (first_number >= 1),
        last_number bigint CHECK (last_number >= first_number - 1),
        -- In plain, once revealed.
        seed text,
        published_at timestamptz NOT NULL DEFAULT now(),
        revealed_at timestamptz,
        CHECK ((seed IS NULL) = (revealed_at IS NULL)),
        CHECK (revealed_at IS NULL OR last_number IS NOT NULL)
      );
      CREATE UNIQUE INDEX pack_seeds_current ON pack_seeds (streamer_id) WHERE last_number IS NULL;
      CREATE INDEX pack_seeds_hidden ON pack_seeds (streamer_id) WHERE revealed_at IS NULL;

      -- One row for each streamer: its lock makes a channel's packs follow one another.
      CREATE TABLE pack_queues (
        streamer_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
        next_number bigint NOT NULL DEFAULT 1 CHECK (next_number >= 1),
        paused_at timestamptz,
        -- A pack that no overlay could show is refunded.
        needs_overlay boolean NOT NULL DEFAULT false,
        -- Rises with each change of the queue.
        version bigint NOT NULL DEFAULT 0,
        updated_at timestamptz NOT NULL DEFAULT now()
      );

      -- What the overlay is playing, or has played: one pack, or many summed up.
      CREATE TABLE pack_showings (
        id uuid PRIMARY KEY,
        streamer_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        mode text NOT NULL CHECK (mode IN ('full', 'fast', 'rares', 'batch')),
        is_replay boolean NOT NULL DEFAULT false,
        -- How long it should take, in milliseconds; after twice that it is taken for shown.
        length_ms integer NOT NULL CHECK (length_ms > 0),
        started_at timestamptz NOT NULL DEFAULT now(),
        due_at timestamptz NOT NULL,
        ended_at timestamptz,
        ended_by text CHECK (ended_by IN ('overlay', 'timeout', 'skip')),
        CHECK ((ended_at IS NULL) = (ended_by IS NULL))
      );
      CREATE UNIQUE INDEX pack_showings_current ON pack_showings (streamer_id) WHERE ended_at IS NULL;
      CREATE INDEX pack_showings_due ON pack_showings (due_at) WHERE ended_at IS NULL;

      -- One pack of one viewer. Decided when it is bought, on no page before it is shown.
      -- Facts as in the ledger: redemption and viewer are no foreign keys.
      CREATE TABLE openings (
        id uuid PRIMARY KEY,
        streamer_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        viewer_id bigint NOT NULL,
        set_id uuid NOT NULL,
        edition_id uuid NOT NULL REFERENCES set_editions,
        seed_id uuid NOT NULL REFERENCES pack_seeds ON DELETE CASCADE,
        -- The nonce: rises by one with each pack of the channel, across seeds.
        number bigint NOT NULL CHECK (number >= 1),
        -- Looked at when all is written: who meets one that is known already is to meet the ledger first.
        redemption_id redemption_id NOT NULL UNIQUE DEFERRABLE INITIALLY DEFERRED,
        -- Packs in a row without the top rarity before it.
        pity_before integer NOT NULL CHECK (pity_before >= 0),
        -- Whether it has the top rarity.
        has_top boolean NOT NULL,
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'showing', 'shown', 'refunded')),
        -- Why it was refunded, a code of reasons.ts.
        reason text,
        -- Its place among those that wait; the streamer may change it.
        place bigint NOT NULL,
        showing_id uuid REFERENCES pack_showings ON DELETE CASCADE,
        replay_asked_at timestamptz,
        opened_at timestamptz NOT NULL DEFAULT now(),
        shown_at timestamptz,
        refunded_at timestamptz,
        -- The number that came next when it was refunded: packs before that were drawn with it.
        refunded_before bigint,
        UNIQUE (streamer_id, number),
        CHECK ((state = 'refunded') = (refunded_at IS NOT NULL)),
        CHECK (num_nulls(refunded_at, refunded_before, reason) IN (0, 3)),
        CHECK ((state = 'shown') = (shown_at IS NOT NULL)),
        CHECK (state NOT IN ('showing', 'shown') OR showing_id IS NOT NULL)
      );
      CREATE INDEX openings_waiting ON openings (streamer_id, place) WHERE state = 'waiting';
      CREATE INDEX openings_replays ON openings (streamer_id, replay_asked_at) WHERE replay_asked_at IS NOT NULL;
      CREATE INDEX openings_showing ON openings (showing_id);
      CREATE INDEX openings_viewer ON openings (streamer_id, viewer_id, shown_at);
      CREATE INDEX openings_pity ON openings (streamer_id, viewer_id, set_id, number);
      CREATE INDEX openings_seed ON openings (seed_id, number);
      CREATE INDEX openings_set ON openings (set_id, shown_at);

      CREATE TABLE opening_cards (
        opening_id uuid NOT NULL REFERENCES openings ON DELETE CASCADE,
        slot integer NOT NULL CHECK (slot BETWEEN 0 AND 19),
        card_id uuid NOT NULL,
        variant_id uuid,
        PRIMARY KEY (opening_id, slot)
      );
      CREATE INDEX opening_cards_card ON opening_cards (card_id);

      -- Packs in a row without the top rarity, for each viewer, channel and set.
      CREATE TABLE pack_pity (
        streamer_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        viewer_id bigint NOT NULL,
        set_id uuid NOT NULL REFERENCES card_sets ON DELETE CASCADE,
        packs integer NOT NULL CHECK (packs >= 0),
        PRIMARY KEY (streamer_id, viewer_id, set_id)
      );

      -- What a viewer has on a channel. Of each copy it is known whether it has been shown: the others are on no page.
      CREATE TABLE collections (
        streamer_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        viewer_id bigint NOT NULL,
        set_id uuid NOT NULL,
        card_id uuid NOT NULL REFERENCES cards,
        variant_id uuid REFERENCES card_variants,
        owned integer NOT NULL CHECK (owned >= 0),
        shown integer NOT NULL DEFAULT 0,
        first_shown_at timestamptz,
        last_shown_at timestamptz,
        CONSTRAINT collections_one UNIQUE NULLS NOT DISTINCT (streamer_id, viewer_id, card_id, variant_id),
        CHECK (shown BETWEEN 0 AND owned)
      );
      CREATE INDEX collections_page ON collections (streamer_id, viewer_id, set_id);
      CREATE INDEX collections_card ON collections (card_id);

      -- What happened to a collection beside openings: owned is their cards and the sum of these.
      CREATE TABLE collection_changes (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        streamer_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        viewer_id bigint NOT NULL,
        kind text NOT NULL CHECK (kind IN ('dusted', 'crafted', 'boon_spent', 'boon_returned')),
        card_id uuid NOT NULL,
        variant_id uuid,
        quantity integer NOT NULL CHECK (quantity <> 0),
        dust integer NOT NULL DEFAULT 0,
        -- One attempt to do it, by the page: a second click does nothing.
        attempt_id uuid NOT NULL UNIQUE,
        at timestamptz NOT NULL DEFAULT now(),
        CHECK (CASE kind WHEN 'dusted' THEN quantity < 0 AND dust >= 0 WHEN 'crafted' THEN quantity > 0 AND dust <= 0
          WHEN 'boon_spent' THEN quantity = -1 AND dust = 0 ELSE quantity = 1 AND dust = 0 END)
      );
      CREATE INDEX collection_changes_of ON collection_changes (streamer_id, viewer_id, id);

      -- The sum of the dust of collection_changes.
      CREATE TABLE dust_balances (
        streamer_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        viewer_id bigint NOT NULL,
        dust bigint NOT NULL CHECK (dust >= 0),
        PRIMARY KEY (streamer_id, viewer_id)
      );

      -- A streamer's own rates.
      CREATE TABLE dust_rates (
        streamer_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        rarity_id uuid NOT NULL REFERENCES card_rarities ON DELETE CASCADE,
        dust integer NOT NULL CHECK (dust BETWEEN 0 AND 1000000),
        dust_price integer NOT NULL CHECK (dust_price BETWEEN 0 AND 1000000),
        PRIMARY KEY (streamer_id, rarity_id)
      );

      -- A card that was spent: 'waiting' for a contribution, or 'asked' of the game masters.
      CREATE TABLE boons (
        id uuid PRIMARY KEY,
        streamer_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        viewer_id bigint NOT NULL,
        campaign_id uuid REFERENCES campaigns ON DELETE SET NULL,
        card_id uuid NOT NULL REFERENCES cards,
        variant_id uuid REFERENCES card_variants,
        kind text NOT NULL CHECK (kind IN ('multiplier', 'action')),
        -- As it was when spent.
        terms jsonb NOT NULL,
        state text NOT NULL CHECK (state IN ('waiting', 'asked', 'used', 'returned')),
        -- Why it came back.
        reason text,
        -- The contribution it multiplied, or the instance it asked for.
        redemption_id redemption_id UNIQUE,
        instance_id uuid,
        decided_by uuid REFERENCES users ON DELETE SET NULL,
        spent_at timestamptz NOT NULL DEFAULT now(),
        ended_at timestamptz,
        CHECK ((state IN ('used', 'returned')) = (ended_at IS NOT NULL)),
        CHECK (kind = 'multiplier' OR state <> 'waiting'),
        CHECK (kind = 'action' OR state <> 'asked')
      );
      CREATE UNIQUE INDEX boons_multiplier ON boons (streamer_id, viewer_id) WHERE state = 'waiting';
      CREATE INDEX boons_asked ON boons (campaign_id, spent_at) WHERE state = 'asked';
      CREATE INDEX boons_viewer ON boons (streamer_id, viewer_id, spent_at);
    `)
  }

  async down() {
    this.schema.raw(`
      ALTER TABLE card_sets DROP CONSTRAINT card_sets_edition;
      DROP TABLE boons, dust_rates, dust_balances, collection_changes, collections, pack_pity, opening_cards, openings,
        pack_showings, pack_queues, pack_seeds, pack_offers, set_editions, pack_slots, card_variants, cards, card_rarities,
        card_sets, pictures;
    `)
  }
}
