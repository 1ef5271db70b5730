import type {
  OverlayOneShot,
  OverlayPoll,
  OverlaySnapshot,
  PublicInstance,
} from '../../../overlay/contract.ts'
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
