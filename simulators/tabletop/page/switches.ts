import { choice, make, valueOf } from './dom.ts'
import type { Generation, Switches, System } from '../shared.ts'
import type { Tabletop } from './tabletop.ts'
import type { Choices } from './choices.ts'

const GENERATIONS: Choices<string> = [
  ['13', 'Generation 13'],
  ['14', 'Generation 14'],
]
const SYSTEMS: Choices<System> = [
  ['dnd5e', 'dnd5e'],
  ['pf2e', 'pf2e'],
  ['CoC7', 'CoC7'],
  ['wfrp4e', 'wfrp4e'],
  ['generic', 'generic'],
]
const DICE: Choices<Switches['dice']> = [
  ['off', 'Off'],
  ['on', 'On'],
  ['stuck', 'On, never ends'],
]
const LATENCY: Choices<string> = [
  ['0', 'None'],
  ['150', '150 ms'],
  ['1000', '1 s'],
  ['12000', '12 s'],
]
const NETWORK: Choices<Switches['network']> = [
  ['up', 'Up'],
  ['dropped', 'Dropped'],
  ['503', 'Answers 503'],
]

/** Faults and variants, for everybody at the table at once. */
export function switchPanel(table: Tabletop) {
  const { switches } = table
  const fields = [
    choice('switch-generation', 'Tabletop', GENERATIONS, String(switches.generation)),
    choice('switch-system', 'System', SYSTEMS, switches.system),
    choice('switch-dice', 'Dice So Nice', DICE, switches.dice),
    choice('switch-latency', 'Table’s delay', LATENCY, String(switches.latencyMs)),
    choice('switch-network', 'Way to the app', NETWORK, switches.network),
  ]
  const panel = make(
    'details',
    { 'class': 'switches panel', 'data-testid': 'switches' },
    make('summary', {}, 'Stand-in’s switches'),
    make('div', { class: 'fields' }, ...fields)
  )
  panel.addEventListener('change', () => void table.line.ask({ op: 'switch', changes: read() }))
  return panel
}

/** Another tab may have turned a switch. */
export function showSwitches({ switches }: Tabletop) {
  const values = {
    'switch-dice': switches.dice,
    'switch-latency': String(switches.latencyMs),
    'switch-network': switches.network,
  }
  for (const [id, value] of Object.entries(values)) {
    const field = document.getElementById(id)
    if (field instanceof HTMLSelectElement) field.value = value
  }
}

function read(): Switches {
  const generation: Generation = valueOf('switch-generation') === '14' ? 14 : 13
  return {
    generation,
    system: pick(SYSTEMS, valueOf('switch-system')),
    dice: pick(DICE, valueOf('switch-dice')),
    latencyMs: Number(valueOf('switch-latency')),
    network: pick(NETWORK, valueOf('switch-network')),
  }
}

function pick<T extends string>(options: Choices<T>, value: string): T {
  return options.find(([option]) => option === value)?.[0] ?? options[0][0]
}
