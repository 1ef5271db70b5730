import type { EventInput } from '#gamification/events/event_validator'

type Settings = Record<string, string | number | boolean>

/** Every field is there; none is left to a default. */
type TemplateEvent = {
  [Field in keyof EventInput]-?: Field extends 'triggerSettings' | 'actionSettings'
    ? Settings
    : Exclude<EventInput[Field], undefined>
}

export interface EventTemplate {
  id: string
  event: TemplateEvent
}

const DEFAULTS = {
  kind: 'individual',
  cost: 300,
  coefficient: 0.3,
  minimum: 3,
  durationSeconds: 15 * 60,
  armedSeconds: 30 * 60,
  cooldownSeconds: 5 * 60,
  viewerCap: null,
  viewerStreamCap: null,
  approvalRequired: false,
  overshoot: 'refund',
  rewardTitle: null,
  rewardPrompt: null,
  rewardColour: null,
} as const

/** Where a GM starts from: each is a whole event, to be changed at will. */
export const EVENT_TEMPLATES: readonly EventTemplate[] = [
  {
    id: 'fate_reversed',
    event: {
      ...DEFAULTS,
      name: 'Fate reversed',
      description: 'The next critical roll becomes its opposite.',
      mode: 'consume',
      triggerId: 'dice_critical',
      triggerSettings: { on: 'both', faces: 20 },
      actionId: 'dice_invert',
      actionSettings: { reason: '{event}: {viewers} turned it around.' },
      rewardPrompt: 'Join in: once enough have, the next critical roll is turned upside down.',
      rewardColour: '#7C3AED',
    },
  },
  {
    id: 'last_chance',
    event: {
      ...DEFAULTS,
      name: 'Last chance',
      description: 'A natural 1 has been rolled: turn it around before the time is up.',
      mode: 'open',
      triggerId: 'dice_critical',
      triggerSettings: { on: 'failure', faces: 20 },
      actionId: 'dice_invert',
      actionSettings: { reason: '{viewers} would not have it.' },
      durationSeconds: 60,
      armedSeconds: null,
      rewardPrompt: 'A fumble! Join in while the bar is up to turn it around.',
      rewardColour: '#DC2626',
    },
  },
  {
    id: 'voice_of_the_crowd',
    event: {
      ...DEFAULTS,
      name: 'Voice of the crowd',
      description: 'The crowd speaks at the table when the GM calls on it.',
      mode: 'consume',
      triggerId: 'manual',
      triggerSettings: {},
      actionId: 'chat_message',
      actionSettings: {
        message: 'The crowd roars: {viewers} and {count} voices in all!',
        alias: 'The crowd',
      },
      cost: 100,
      rewardPrompt: 'Join in: once enough have, the crowd is heard at the table.',
      rewardColour: '#0891B2',
    },
  },
  {
    id: 'turn_of_the_tide',
    event: {
      ...DEFAULTS,
      name: 'Turn of the tide',
      description:
        'All channels together: the next critical roll at the table becomes its opposite.',
      kind: 'group',
      mode: 'consume',
      triggerId: 'dice_critical',
      triggerSettings: { on: 'both', faces: 20 },
      actionId: 'dice_invert',
      actionSettings: { reason: '{event}: {viewers} turned it around.' },
      cooldownSeconds: 15 * 60,
      rewardPrompt:
        'All channels fill one goal. Once it is full, the next critical roll is turned upside down.',
      rewardColour: '#059669',
    },
  },
  {
    id: 'thunder',
    event: {
      ...DEFAULTS,
      name: 'Thunder',
      description: 'A message appears at the table as soon as the goal is reached.',
      mode: 'immediate',
      triggerId: 'manual',
      triggerSettings: {},
      actionId: 'chat_message',
      actionSettings: {
        message: 'Thunder rolls over the table. {viewers} did that.',
        alias: 'The storm',
      },
      cost: 100,
      armedSeconds: null,
      rewardPrompt: 'Join in: once enough have, thunder rolls over the table.',
      rewardColour: '#CA8A04',
    },
  },
]
