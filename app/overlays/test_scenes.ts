import { uuidv7 } from '#core/ids'
import type { OneShotFrame } from '#overlays/one_shots'
import type { TestScene } from '#overlays/overlay_validator'
import { samplePack } from '../../overlay/packs/sample_pack.js'
import type { OverlayFrame, OverlayPoll, PublicInstance } from '../../overlay/contract.js'

const OBJECTIVE = 15
const SAMPLE_POLL_MS = 12_000

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

/** A question that nobody was asked. */
function samplePoll(): OverlayPoll {
  const now = Date.now()

  return {
    id: uuidv7(now),
    question: 'What does the dragon do?',
    options: [
      { text: 'Attack', votes: 48, own: 20 },
      { text: 'Talk', votes: 31, own: 9 },
      { text: 'Flee', votes: 12, own: 3 },
    ],
    total: 91,
    own: 32,
    isShared: true,
    status: 'running',
    method: 'chat',
    version: 1,
    endsAt: new Date(now + SAMPLE_POLL_MS).toISOString(),
    endedAt: null,
  }
}

type TestFrame =
  OneShotFrame | Extract<OverlayFrame, { event: 'poll:changed' | 'packOpeningStarted' }>

/** What a test plays. The page fills a goal first when it is told that one is armed. */
export function testScene(scene: TestScene): TestFrame[] {
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
    case 'poll':
      return [{ event: 'poll:changed', data: samplePoll() }]
    case 'pack':
      return [
        {
          event: 'packOpeningStarted',
          data: samplePack(uuidv7(), new Date().toISOString()),
        },
      ]
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
