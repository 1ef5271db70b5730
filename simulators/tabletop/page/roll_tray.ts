import { choice, make, valueOf } from './dom.ts'
import { EXTREMES, type Advantage, type RollKind, type RollMode } from '../shared.ts'
import type { Tabletop } from './tabletop.ts'
import type { Choices } from './choices.ts'

const KINDS: Choices<RollKind> = [
  ['attack', 'Attack'],
  ['check', 'Skill check'],
  ['save', 'Saving throw'],
  ['death', 'Death save'],
  ['damage', 'Damage (2d6)'],
]
const MODES: Choices<RollMode> = [
  ['public', 'Public'],
  ['gm', 'GM only'],
  ['blind', 'Blind'],
  ['self', 'Only me'],
]
const ADVANTAGES: Choices<Advantage> = [
  ['none', 'Normal'],
  ['advantage', 'Advantage'],
  ['disadvantage', 'Disadvantage'],
]

/** Where a person rolls dice, for a test with the face of their choice. */
export function rollTray(table: Tabletop, onError: (text: string) => void) {
  const { me } = table
  const { best, worst } = EXTREMES[table.switches.system]
  const actors = table.actors.contents.filter((actor) => actor.testUserPermission(me, 'OWNER'))
  const modifier = make('input', {
    'id': 'modifier',
    'type': 'number',
    'min': '-20',
    'max': '40',
    'value': String(actors[0]?.data.modifier ?? 0),
    'data-testid': 'modifier',
  })
  const face = make('input', {
    'id': 'face',
    'type': 'number',
    'min': '1',
    'max': '100',
    'placeholder': 'any',
    'data-testid': 'face',
  })
  const actor = choice(
    'actor',
    'Character',
    actors.map(({ id, name }) => [id, name])
  )
  actor.querySelector('select')?.addEventListener('change', () => {
    modifier.value = String(table.actors.get(valueOf('actor'))?.data.modifier ?? 0)
  })

  const roll = (natural: number | null) => {
    const request = {
      user: me.id,
      actor: valueOf('actor'),
      kind: pick(KINDS, valueOf('kind')),
      mode: pick(MODES, valueOf('mode')),
      advantage: pick(ADVANTAGES, valueOf('advantage')),
      modifier: Number(modifier.value) || 0,
      natural,
    }
    table.line.ask({ op: 'roll', request }).catch(({ message }: Error) => onError(message))
  }
  const button = (id: string, className: string, text: string, natural: () => number | null) => {
    const made = make('button', { 'type': 'button', 'class': className, 'data-testid': id }, text)
    made.addEventListener('click', () => roll(natural()))
    return made
  }

  return make(
    'section',
    { 'class': 'tray panel', 'aria-labelledby': 'tray-title' },
    make('h2', { id: 'tray-title' }, 'Dice tray'),
    make(
      'div',
      { class: 'fields' },
      actor,
      choice('kind', 'Roll', KINDS),
      choice('advantage', 'Dice', ADVANTAGES),
      choice('mode', 'Seen by', MODES),
      make(
        'div',
        { class: 'field small' },
        make('label', { for: 'modifier' }, 'Modifier'),
        modifier
      ),
      make('div', { class: 'field small' }, make('label', { for: 'face' }, 'Face'), face)
    ),
    make(
      'div',
      { class: 'buttons' },
      button('roll', 'primary', 'Roll', () => (face.value === '' ? null : Number(face.value))),
      button('roll-20', 'good', `Natural ${best}`, () => best),
      button('roll-1', 'bad', `Natural ${worst}`, () => worst)
    )
  )
}

function pick<T extends string>(options: Choices<T>, value: string): T {
  return options.find(([option]) => option === value)?.[0] ?? options[0][0]
}
