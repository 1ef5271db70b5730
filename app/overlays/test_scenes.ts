import { uuidv7 } from '#core/ids'
import type { OneShotFrame } from '#overlays/one_shots'
import type { TestScene } from '#overlays/overlay_validator'
import type { PublicInstance } from '../../overlay/contract.js'

const OBJECTIVE = 15

/** A goal that nobody pays for. */
function sample(status: PublicInstance['status']): PublicInstance {
  const now = Date.now()

  return {
    id: uuidv7(now),
    eventId: uuidv7(now),
    eventName: 'Fate reversed',
    mode: 'consume',
    kind: 'individual',
    status,
    objective: OBJECTIVE,
    progress: OBJECTIVE,
    version: OBJECTIVE + 1,
    startedAt: new Date(now - 60_000).toISOString(),
    expiresAt: new Date(now + 15 * 60_000).toISOString(),
    latestViewers: ['Ada', 'Bo', 'Cy'],
    shares: [],
  }
}

/** What a test plays. The page fills a goal first when it is told that one is armed. */
export function testScene(scene: TestScene): OneShotFrame[] {
  switch (scene) {
    case 'goal':
    case 'armed':
      return [{ event: 'gamification:instance_armed', data: sample('armed') }]
    case 'impact': {
      const instance = sample('executing')
      return [
        {
          event: 'gamification:instance_consumed',
          data: { instance, character: 'Mira the Bold', natural: 20 },
        },
        {
          event: 'gamification:action_executed',
          data: {
            instance: { ...instance, status: 'completed', version: instance.version + 1 },
            success: true,
            message: 'Mira the Bold’s roll turned from 20 to 1.',
            character: 'Mira the Bold',
            originalValue: 20,
            invertedValue: 1,
          },
        },
      ]
    }
    case 'refund':
      return [
        {
          event: 'gamification:contributions_refunded',
          data: {
            instanceId: uuidv7(),
            eventName: 'Fate reversed',
            count: 4,
            failed: 0,
            reason: 'expired',
          },
        },
      ]
  }
}
