import type { ActorData, SceneData, UserData } from './shared.ts'

export const WORLD = { id: 'emberfall', title: 'The Emberfall Road' }

/** Ids have sixteen letters and digits, as documents have. */
export function demoUsers(): UserData[] {
  const user = (id: string, name: string, isGM: boolean, colour: string, characterId?: string) => ({
    id,
    name,
    isGM,
    active: false,
    characterId: characterId ?? null,
    colour,
  })
  return [
    user('userGM0000000001', 'Game Master', true, '#c9a227'),
    user('userGM0000000002', 'Second GM', true, '#b3652a'),
    user('userPlayer000001', 'Ada', false, '#4f8f6b', 'actorAria0000001'),
    user('userPlayer000002', 'Ben', false, '#4a7fb0', 'actorBorin000001'),
    user('userPlayer000003', 'Cleo', false, '#9a5fb0', 'actorCelest00001'),
  ]
}

export function demoActors(): ActorData[] {
  return [
    actor('actorAria0000001', 'Aria Thornwood', 'userPlayer000001', 7, 'AT'),
    actor('actorBorin000001', 'Borin Ironfist', 'userPlayer000002', 5, 'BI'),
    actor('actorCelest00001', 'Célestine d’Aubépine', 'userPlayer000003', 6, 'CA'),
    actor('actorGoblin00001', 'Goblin Chief', null, 4, 'GC'),
  ]
}

function actor(
  id: string,
  name: string,
  ownerId: string | null,
  modifier: number,
  initials: string
): ActorData {
  const system = { attributes: { hp: { value: 20, max: 24, temp: 0 } }, currency: { gp: 10 } }
  return { id, name, ownerId, modifier, initials, system, statuses: [] }
}

/** The bridge at dusk: everybody's token in a row, and room around them. */
export function demoScene(): SceneData {
  const tokens = demoActors().map(({ id, name }, index) => ({
    _id: `token${String(index + 1).padStart(11, '0')}`,
    actorId: id,
    name,
    x: 400 + index * 200,
    y: 600,
    width: 1,
    height: 1,
  }))
  return {
    _id: 'sceneBridge00001',
    name: 'The bridge at dusk',
    gridSize: 100,
    margin: 200,
    width: 1200,
    height: 800,
    tokens,
  }
}

/** The sounds of the one playlist. */
export const SOUNDS = [
  { id: 'soundThunder0001', name: 'Thunder' },
  { id: 'soundCrowd000001', name: 'A cheering crowd' },
]

/** Macros of the world; running one is a line of text to everybody. */
export const MACROS = [
  { id: 'macroConfetti001', name: 'Confetti' },
  { id: 'macroFog00000001', name: 'Fog rolls in' },
]

/** The conditions that the stand-in knows, whatever the system. */
export const CONDITIONS = [
  { id: 'prone', name: 'Prone' },
  { id: 'blinded', name: 'Blinded' },
  { id: 'frightened', name: 'Frightened' },
]

/** Short names for addresses: `/gm?user=gm2`, `/player?user=ada`. */
export const USER_NAMES: Record<string, string> = {
  gm: 'userGM0000000001',
  gm2: 'userGM0000000002',
  ada: 'userPlayer000001',
  ben: 'userPlayer000002',
  cleo: 'userPlayer000003',
}
