import { durationInWords } from '~/events/durations'
import type { EventFields } from '~/events/event_fields'

/** A handler as far as the sentence needs it. */
interface Named {
  id: string
  label: string
}

type Described = Pick<
  EventFields,
  'kind' | 'mode' | 'coefficient' | 'minimum' | 'durationSeconds' | 'viewerCap'
> & { trigger: Named; triggerSettings: Record<string, unknown>; action: Named }

/** What a goal waits for, and what opens it. */
interface TriggerPhrase {
  next: string
  opens: string
}

const D20 = 20

function criticalPhrase(settings: Record<string, unknown>): TriggerPhrase {
  const faces = typeof settings.faces === 'number' ? settings.faces : D20
  const roll = {
    success: `natural ${faces}`,
    failure: 'natural 1',
    both: `natural ${faces} or 1`,
  }[settings.on === 'success' || settings.on === 'failure' ? settings.on : 'both']

  return { next: `the next ${roll}`, opens: `a ${roll} is rolled` }
}

function triggerPhrase({ trigger, triggerSettings }: Described): TriggerPhrase {
  if (trigger.id === 'dice_critical') {
    return criticalPhrase(triggerSettings)
  }
  if (trigger.id === 'manual') {
    return { next: 'the GM’s button', opens: 'the GM presses the button' }
  }
  return { next: `the next “${trigger.label}”`, opens: `“${trigger.label}” happens` }
}

/** With the trigger as its subject, and on its own. */
function actionPhrase({ trigger, action }: Described) {
  if (action.id === 'dice_invert') {
    return trigger.id === 'dice_critical'
      ? { follows: 'becomes its opposite', alone: 'the roll becomes its opposite' }
      : { follows: 'turns the roll around', alone: 'the roll becomes its opposite' }
  }
  if (action.id === 'chat_message') {
    return {
      follows: 'makes a message appear at the table',
      alone: 'a message appears at the table',
    }
  }
  return { follows: `sets off “${action.label}”`, alone: `“${action.label}” happens` }
}

function whoJoins({ coefficient, minimum, viewerCap }: Described): string {
  const who = viewerCap === 1 ? 'viewer' : 'redemption'
  const plural = minimum === 1 ? who : `${who}s`

  return coefficient === 0
    ? `${minimum} ${plural}`
    : `${Math.round(coefficient * 1_000) / 10} % of the audience, at least ${minimum} ${plural},`
}

/** An event in one sentence a GM can check at a glance. */
export function eventSentence(event: Described): string {
  const sentence = ownSentence(event)
  return event.kind === 'group'
    ? `On all channels together: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`
    : sentence
}

function ownSentence(event: Described): string {
  const trigger = triggerPhrase(event)
  const action = actionPhrase(event)
  const crowd = whoJoins(event)
  const join = crowd === '1 viewer' || crowd === '1 redemption' ? 'joins in' : 'join in'
  const comma = crowd.endsWith(',') ? '' : ','

  switch (event.mode) {
    case 'immediate':
      return `As soon as ${crowd} ${join}, ${action.alone}.`
    case 'open':
      return `When ${trigger.opens}, ${crowd} must join in within ${durationInWords(event.durationSeconds)}${comma} and ${action.alone}.`
    case 'consume':
      return `When ${crowd} ${join}, ${trigger.next} ${action.follows}.`
  }
}
