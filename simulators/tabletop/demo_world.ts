import type { ActorData, UserData } from './shared.ts'

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
  return { id, name, ownerId, modifier, initials }
}

/** Short names for addresses: `/gm?user=gm2`, `/player?user=ada`. */
export const USER_NAMES: Record<string, string> = {
  gm: 'userGM0000000001',
  gm2: 'userGM0000000002',
  ada: 'userPlayer000001',
  ben: 'userPlayer000002',
  cleo: 'userPlayer000003',
}
