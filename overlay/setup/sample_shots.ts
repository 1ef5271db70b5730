import type { OverlayOneShot, PackStart, PublicInstance } from '../contract.ts'
import { samplePack } from '../packs/sample_pack.ts'
import type { SetupMessages } from '../text/messages.ts'

export type SampleName = keyof SetupMessages['samples']

/** What is made up on this page, marked as a test. */
export function sampleShot(name: SampleName, now: Date): OverlayOneShot | PackStart {
  const instance = sampleInstance(now)
  const base = { seq: 0, at: now.toISOString(), test: true }
  switch (name) {
    case 'pack':
      return {
        event: 'packOpeningStarted',
        data: samplePack('sample', now.toISOString()),
        test: true,
      }
    case 'armed':
      return { ...base, event: 'gamification:instance_armed', data: instance }
    case 'expired':
      return { ...base, event: 'gamification:instance_expired', data: instance }
    case 'refund':
      return {
        ...base,
        event: 'gamification:contributions_refunded',
        data: {
          instanceId: instance.id,
          eventName: instance.eventName,
          count: 12,
          failed: 0,
          reason: 'expired',
        },
      }
    case 'inversion':
      return {
        ...base,
        event: 'gamification:action_executed',
        data: {
          instance,
          character: 'Kaelis',
          originalValue: 20,
          invertedValue: 1,
          success: true,
          message: '',
        },
      }
  }
}

function sampleInstance(now: Date): PublicInstance {
  return {
    id: 'sample',
    eventId: 'sample',
    eventName: 'Wheel of Fate',
    mode: 'consume',
    kind: 'individual',
    status: 'armed',
    objective: 10,
    progress: 10,
    version: 1,
    startedAt: now.toISOString(),
    expiresAt: null,
    latestViewers: ['Mirelle', 'Tobin', 'Ashgrove', 'Nyx'],
    shares: [],
  }
}
