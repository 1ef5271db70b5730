import type {
  OverlayCard,
  OverlayOneShot,
  OverlayOpening,
  OverlayPack,
  OverlayPoll,
  OverlaySnapshot,
  PublicInstance,
} from '../../../overlay/contract.ts'
import { packLength } from '../../../overlay/packs/pack_length.ts'
import { shapeOf } from '../../../overlay/packs/timeline.ts'
import { initialState } from '../../../overlay/state/overlay_state.ts'

/** The moment at which the unit specs play. */
export const NOW = Date.parse('2026-05-01T20:00:00Z')

export function instance(overrides: Partial<PublicInstance> = {}): PublicInstance {
  return {
    id: 'i1',
    eventId: 'e1',
    eventName: 'Wheel of Fate',
    mode: 'consume',
    kind: 'individual',
    status: 'active',
    objective: 10,
    progress: 3,
    version: 3,
    startedAt: '2026-05-01T19:59:00Z',
    expiresAt: null,
    latestViewers: [],
    shares: [],
    ...overrides,
  }
}

export function poll(overrides: Partial<OverlayPoll> = {}): OverlayPoll {
  return {
    id: 'p1',
    question: 'What does the dragon do?',
    options: [
      { text: 'Attack', votes: 55, own: 12 },
      { text: '<img src=x onerror=alert(1)>', votes: 35, own: 15 },
      { text: 'Flee', votes: 10, own: 3 },
    ],
    total: 100,
    own: 30,
    isShared: true,
    status: 'running',
    method: 'chat',
    version: 5,
    endsAt: new Date(NOW + 60_000).toISOString(),
    endedAt: null,
    ...overrides,
  }
}

const RARITIES: OverlayCard['rarity'][] = [
  { name: 'Common', colour: '#9AA5B8', position: 0, isRare: false, isTop: false },
  { name: 'Uncommon', colour: '#5CC98F', position: 1, isRare: false, isTop: false },
  { name: 'Rare', colour: '#5AA2FF', position: 2, isRare: true, isTop: false },
  { name: 'Legendary', colour: '#FFB13D', position: 3, isRare: true, isTop: true },
]
const NAMES = ['Lantern Moth', 'Hedge Witch', 'Silver Stag', 'The Sleeping Dragon']

/** A card of the rarity with this position, 0 to 3. */
export function card(rarity: number, overrides: Partial<OverlayCard> = {}): OverlayCard {
  return {
    name: NAMES[rarity] ?? '',
    text: 'It knows the way, but not the destination.',
    picture: `/pictures/${(rarity * 83 + 200) % 360}.svg`,
    rarity: RARITIES[rarity] ?? RARITIES[0]!,
    variant: null,
    isNew: rarity > 0,
    ...overrides,
  }
}

export function opening(overrides: Partial<OverlayOpening> = {}): OverlayOpening {
  return {
    id: 'o1',
    viewer: 'Mirelle',
    set: { name: 'Tales of the Old Road', picture: '/pictures/250.svg' },
    cards: [card(0), card(0, { name: 'Toll Bridge' }), card(1), card(2), card(3)],
    progress: { has: 14, of: 48 },
    ...overrides,
  }
}

/** What is played now, with the length that the server gives it. */
export function pack(overrides: Partial<OverlayPack> = {}): OverlayPack {
  const { mode = 'full', packs = [opening()] } = overrides
  return {
    id: 's1',
    mode,
    isReplay: false,
    startedAt: new Date(NOW).toISOString(),
    lengthMs: packLength(shapeOf({ mode, packs })),
    waiting: 0,
    viewers: 1,
    packs,
    ...overrides,
  }
}

export function snapshot(overrides: Partial<OverlaySnapshot> = {}): OverlaySnapshot {
  return {
    serverTime: new Date(NOW).toISOString(),
    build: 'b1',
    seq: 0,
    demo: false,
    streamer: { displayName: 'Streamer' },
    settings: initialState.settings,
    instances: [],
    poll: null,
    pack: null,
    pending: [],
    ...overrides,
  }
}

export function expired(seq: number, overrides: Partial<PublicInstance> = {}): OverlayOneShot {
  const data = instance({ id: `x${seq}`, status: 'expired', version: 9, ...overrides })
  return { seq, at: new Date(NOW).toISOString(), event: 'gamification:instance_expired', data }
}

export function armed(seq: number, overrides: Partial<PublicInstance> = {}): OverlayOneShot {
  const data = instance({ status: 'armed', progress: 10, version: 10, ...overrides })
  return { seq, at: new Date(NOW).toISOString(), event: 'gamification:instance_armed', data }
}
