import { randomUUID } from 'node:crypto'
import { uuidv7 } from '#core/ids'
import type { Sql } from '#core/sql'
import { transact } from '#core/transact'
import { canonical } from '#packs/draw/canonical'
import type { Edition } from '#packs/draw/edition'
import { sha256Of } from '#packs/draw/sha256_of'
import { markPublished } from '#packs/sets/mark_published'
import { openQueue } from '#packs/seeds/next_seed'
import type { TestReward, TestStreamer } from '#tests/support/fixtures'
import { testEdition } from '#tests/support/packs/edition'

export interface PublishedSet {
  setId: string
  editionId: string
  edition: Edition
}

/**
 * An active set of that author, with the rows and the edition that the editor would have written.
 *
 * @param newId ids that are the same each time make for the same draws
 */
export async function publishSet(
  ownerId: string,
  overrides: Partial<Edition> = {},
  newId: () => string = uuidv7
): Promise<PublishedSet> {
  const edition = withUuids(testEdition(overrides), newId)
  const editionId = newId()
  await transact(async (sql) => {
    await insertSet(sql, ownerId, edition)
    const content = canonical(edition)
    await sql.run(
      `INSERT INTO set_editions (id, set_id, number, content, sha256) VALUES ($1, $2, 1, $3, $4)`,
      [editionId, edition.set, content, sha256Of(content)]
    )
    await sql.run(`UPDATE card_sets SET state = 'active', edition_id = $2 WHERE id = $1`, [
      edition.set,
      editionId,
    ])
    await markPublished(sql, edition.set)
  })
  return { setId: edition.set, editionId, edition }
}

/** On sale on a channel, its queue open, its reward present on Twitch. */
export async function sellSet(
  sql: Sql,
  { setId }: Pick<PublishedSet, 'setId'>,
  streamer: Pick<TestStreamer, 'id' | 'broadcasterId'>
): Promise<TestReward> {
  await openQueue(sql, streamer.id)
  await sql.run(
    `INSERT INTO pack_offers (streamer_id, set_id, cost, is_enabled) VALUES ($1, $2, 500, true)`,
    [streamer.id, setId]
  )
  const reward = {
    id: uuidv7(),
    twitchRewardId: randomUUID(),
    broadcasterId: streamer.broadcasterId,
  }
  await sql.run(
    `INSERT INTO rewards (id, streamer_id, broadcaster_id, handler, subject_id, twitch_reward_id,
       state, title, cost, is_enabled)
     VALUES ($1, $2, $3, 'pack', $4, $5, 'present', 'Card pack', 500, true)`,
    [reward.id, streamer.id, reward.broadcasterId, setId, reward.twitchRewardId]
  )
  return reward
}

async function insertSet(sql: Sql, ownerId: string, edition: Edition): Promise<void> {
  const { set, name, packSize, pityAfter, rarities, cards, slots } = edition
  await sql.run(
    `INSERT INTO card_sets (id, owner_id, name, pack_size, pity_after) VALUES ($1, $2, $3, $4, $5)`,
    [set, ownerId, name, packSize, pityAfter]
  )
  await sql.run(
    `INSERT INTO card_rarities (id, set_id, name, colour, position, chance_numerator,
       chance_denominator, dust, dust_price)
     SELECT r.id, $2, r.name, '#8899aa', r.place - 1, (r.chance->>0)::bigint,
       (r.chance->>1)::bigint, r.place * 5, r.place * 40
     FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (id uuid, name text, chance jsonb))
       WITH ORDINALITY AS r(id, name, chance, place)`,
    [JSON.stringify(rarities), set]
  )
  await sql.run(
    `INSERT INTO cards (id, set_id, rarity_id, name, weight, position)
     SELECT c.id, $2, ($3::uuid[])[c.rarity + 1], c.name, c.weight, c.place
     FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (id uuid, name text, rarity int, weight int))
       WITH ORDINALITY AS c(id, name, rarity, weight, place)`,
    [JSON.stringify(cards), set, rarities.map(({ id }) => id)]
  )
  const variants = cards.flatMap((card) =>
    card.variants.map((variant, position) => ({ ...variant, card: card.id, position }))
  )
  await sql.run(
    `INSERT INTO card_variants (id, card_id, name, effect, position, chance_numerator,
       chance_denominator)
     SELECT v.id, v.card, v.name, 'foil', v.position, (v.chance->>0)::bigint, (v.chance->>1)::bigint
     FROM jsonb_to_recordset($1::jsonb) AS v(id uuid, card uuid, name text, position int,
       chance jsonb)`,
    [JSON.stringify(variants)]
  )
  const guaranteed = slots.flatMap((minimum, slot) =>
    minimum === null ? [] : [{ slot, rarity: rarities[minimum]?.id }]
  )
  await sql.run(
    `INSERT INTO pack_slots (set_id, slot, minimum_rarity_id)
     SELECT $2, s.slot, s.rarity FROM jsonb_to_recordset($1::jsonb) AS s(slot int, rarity uuid)`,
    [JSON.stringify(guaranteed), set]
  )
}

/** The ids that the database wants, the rest as it was. */
function withUuids(edition: Edition, newId: () => string): Edition {
  return {
    ...edition,
    set: newId(),
    rarities: edition.rarities.map((rarity) => ({ ...rarity, id: newId() })),
    cards: edition.cards.map((card) => ({
      ...card,
      id: newId(),
      variants: card.variants.map((variant) => ({ ...variant, id: newId() })),
    })),
  }
}
