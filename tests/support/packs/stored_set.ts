import { createHash } from 'node:crypto'
import type { Sql } from '#core/sql'
import { uuidv7 } from '#core/ids'
import { canonical } from '#packs/draw/canonical'
import type { Edition } from '#packs/draw/edition'
import { sha256Of } from '#packs/draw/sha256_of'
import { testEdition } from './edition.js'

export interface StoredSet {
  id: string
  edition: Edition
  editionId: string
  editionSha256: string
}

const COLOURS = ['#9ca3af', '#22c55e', '#3b82f6', '#a855f7', '#f59e0b']

/** A set on sale on a streamer's channel, with the one edition that the given one describes. */
export async function storeSet(
  sql: Sql,
  streamerId: string,
  overrides: Partial<Edition> = {}
): Promise<StoredSet> {
  const id = uuidv7()
  const edition = withUuids({ ...testEdition(overrides), set: id })
  await sql.run('INSERT INTO card_sets (id, owner_id, name, description) VALUES ($1, $2, $3, $4)', [
    id,
    streamerId,
    edition.name,
    'Cards from a cold country.',
  ])
  await storeContent(sql, edition)
  const editionId = await publish(sql, edition)
  await sql.run(
    `INSERT INTO pack_offers (streamer_id, set_id, cost, is_enabled) VALUES ($1, $2, 500, true)`,
    [streamerId, id]
  )
  return { id, edition, editionId, editionSha256: sha256Of(canonical(edition)) }
}

async function publish(sql: Sql, edition: Edition): Promise<string> {
  const id = uuidv7()
  const content = canonical(edition)
  await sql.run(
    'INSERT INTO set_editions (id, set_id, number, content, sha256) VALUES ($1, $2, 1, $3, $4)',
    [id, edition.set, content, sha256Of(content)]
  )
  await sql.run(`UPDATE card_sets SET edition_id = $2, state = 'active' WHERE id = $1`, [
    edition.set,
    id,
  ])
  return id
}

async function storeContent(sql: Sql, { set, rarities, cards }: Edition): Promise<void> {
  for (const [position, { id, name, chance }] of rarities.entries()) {
    await sql.run(
      `INSERT INTO card_rarities (id, set_id, name, colour, position, chance_numerator, chance_denominator)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, set, name, COLOURS[position % COLOURS.length], position, ...chance]
    )
  }
  for (const [index, { id, name, rarity, weight, variants }] of cards.entries()) {
    await sql.run(
      `INSERT INTO cards (id, set_id, rarity_id, name, weight, position) VALUES ($1, $2, $3, $4, $5, $6)`,
      [id, set, rarities[rarity].id, name, weight, index + 1]
    )
    for (const [position, variant] of variants.entries()) {
      await sql.run(
        `INSERT INTO card_variants (id, card_id, name, effect, position, chance_numerator, chance_denominator)
         VALUES ($1, $2, $3, 'foil', $4, $5, $6)`,
        [variant.id, id, variant.name, position, ...variant.chance]
      )
    }
  }
}

/** Ids as the database has them, of this set alone. */
function withUuids(edition: Edition): Edition {
  const uuid = (id: string) => {
    const hex = createHash('sha256').update(`${edition.set} ${id}`).digest('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  }
  return {
    ...edition,
    rarities: edition.rarities.map((rarity) => ({ ...rarity, id: uuid(rarity.id) })),
    cards: edition.cards.map((card) => ({
      ...card,
      id: uuid(card.id),
      variants: card.variants.map((variant) => ({ ...variant, id: uuid(variant.id) })),
    })),
  }
}
