import { CONDITIONS } from '../demo_world.ts'
import { make } from './dom.ts'
import type { TokenData } from '../shared.ts'
import type { Tabletop } from './tabletop.ts'

/** The tokens on the scene with what a person would want to see change: hit points, conditions. */
export function drawScene(table: Tabletop, list: HTMLElement) {
  list.replaceChildren(...table.scene.tokens.map((token) => drawToken(table, token)))
}

function drawToken(table: Tabletop, token: TokenData) {
  const actor = table.actors.get(token.actorId)
  const isPlaced = !token._id.startsWith('token000')
  return make(
    'li',
    {
      'class': actor?.data.ownerId && !isPlaced ? 'token' : 'token foe',
      'data-testid': isPlaced ? 'placed-token' : `token-${token.actorId}`,
    },
    make('span', { 'class': 'face', 'aria-hidden': 'true' }, actor?.data.initials ?? '?'),
    make('span', { class: 'name' }, token.name),
    isPlaced ? null : make('span', { class: 'state' }, stateOf(actor?.data.system, actor?.statuses))
  )
}

function stateOf(system: unknown, statuses: Set<string> | undefined) {
  const hp: unknown = Reflect.get(Object(Reflect.get(Object(system), 'attributes')), 'hp')
  const number = (key: string) => Number(Reflect.get(Object(hp), key) ?? 0)
  const conditions = CONDITIONS.filter(({ id }) => statuses?.has(id)).map(({ name }) => name)
  return [`${number('value')}/${number('max')} HP`, ...conditions].join(', ')
}
