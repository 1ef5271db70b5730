import type { Edition, EditionCard, EditionRarity, EditionVariant } from '#packs/draw/edition'
import type { Chance } from '#packs/draw/fraction'

type Fields = Record<string, unknown>

/** An edition from its text. Throws when it is none; whether its chances make sense, checkEdition says. */
export function parseEdition(text: string): Edition {
  const fields = record(JSON.parse(text), 'edition')
  return {
    set: string(fields.set, 'set'),
    name: string(fields.name, 'name'),
    packSize: whole(fields.packSize, 'packSize'),
    pityAfter: orNull(fields.pityAfter, 'pityAfter', whole),
    rarities: list(fields.rarities, 'rarities', rarity),
    cards: list(fields.cards, 'cards', card),
    slots: list(fields.slots, 'slots', (slot, path) => orNull(slot, path, whole)),
  }
}

function rarity(value: unknown, path: string): EditionRarity {
  return withChance(record(value, path), path)
}

function card(value: unknown, path: string): EditionCard {
  const fields = record(value, path)
  return {
    id: string(fields.id, `${path}.id`),
    name: string(fields.name, `${path}.name`),
    rarity: whole(fields.rarity, `${path}.rarity`),
    weight: whole(fields.weight, `${path}.weight`),
    variants: list(fields.variants, `${path}.variants`, variant),
  }
}

function variant(value: unknown, path: string): EditionVariant {
  return withChance(record(value, path), path)
}

function withChance(fields: Fields, path: string): { id: string; name: string; chance: Chance } {
  return {
    id: string(fields.id, `${path}.id`),
    name: string(fields.name, `${path}.name`),
    chance: chance(fields.chance, `${path}.chance`),
  }
}

function chance(value: unknown, path: string): Chance {
  const [numerator, denominator, ...more] = list(value, path, whole)
  if (denominator === undefined || more.length > 0) throw unreadable(path)
  return [numerator, denominator]
}

function record(value: unknown, path: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unreadable(path)
  return { ...value }
}

function list<T>(value: unknown, path: string, read: (entry: unknown, path: string) => T): T[] {
  if (!Array.isArray(value)) throw unreadable(path)
  return value.map((entry, index) => read(entry, `${path}.${index}`))
}

function orNull<T>(value: unknown, path: string, read: (value: unknown, path: string) => T) {
  return value === null ? null : read(value, path)
}

function string(value: unknown, path: string): string {
  if (typeof value !== 'string') throw unreadable(path)
  return value
}

function whole(value: unknown, path: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw unreadable(path)
  return value
}

function unreadable(path: string): Error {
  return new Error(`This is no edition of a card set: ${path} cannot be read.`)
}
