import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import type User from '#accounts/user'
import { onLucid } from '#core/sql'
import { AddCards } from '#packs/sets/add_cards'
import { CreateSet } from '#packs/sets/create_set'
import { type EditableSet, readSet } from '#packs/sets/read_set'
import type { CardInput } from '#packs/sets/set_validators'

/** The draft of a set as it is now. */
export async function setOf(id: string): Promise<EditableSet> {
  const set = await readSet(onLucid(db.connection()), id)
  if (!set) {
    throw new Error('There is no such set')
  }
  return set
}

export const cardInput = (
  rarityId: string,
  name: string,
  more: Partial<CardInput> = {}
): CardInput => ({
  rarityId,
  name,
  text: '',
  weight: 1,
  variants: [],
  ...more,
})

export const FOIL = {
  name: 'Foil',
  effect: 'foil',
  chance: { numerator: 1, denominator: 20 },
} as const

/** A set with a card of each rarity, the first of them with a foil: it can be published. */
export async function createSet(ownerId: string, name = 'Emberfall'): Promise<EditableSet> {
  const id = await new CreateSet().execute(ownerId, name)
  const { revision, rarities } = await setOf(id)
  const cards = rarities.map((rarity, index) =>
    cardInput(rarity.id, `${rarity.name} card`, index === 0 ? { variants: [FOIL] } : {})
  )
  await new AddCards().execute({ id, revision }, cards)
  return setOf(id)
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** A person with the editor of a set open. */
export const editor =
  (client: ApiClient, user: User) =>
  (method: Method, path: string, body: Record<string, unknown> = {}) => {
    const request = client.request(`/card-sets${path}`, method).accept('json').redirects(0)
    return (method === 'GET' ? request : request.json(body)).withCsrfToken().loginAs(user)
  }
