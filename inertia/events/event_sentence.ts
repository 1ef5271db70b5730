import { durationInWords } from '~/events/durations'
import type { EventFields } from '~/events/event_fields'
import { asPickedList, toSettings } from '~/events/setting_values'

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
  const from = typeof settings.threshold === 'number' ? settings.threshold : faces
  const [high, low] =
    from < faces ? [`${from} or more`, `${faces + 1 - from} or less`] : [`${faces}`, '1']
  const roll = {
    success: `natural ${high}`,
    failure: `natural ${low}`,
    both: `natural ${high} or ${low}`,
  }[settings.on === 'success' || settings.on === 'failure' ? settings.on : 'both']
  const names = asPickedList(toSettings(settings).characters).map(({ name }) => name)
  const whose =
    names.length > 0
      ? ` of ${new Intl.ListFormat('en', { type: 'disjunction' }).format(names)}`
      : ''

  return { next: `the next ${roll}${whose}`, opens: `a ${roll}${whose} is rolled` }
}

const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`

/** What is waited for on the channel, each with its least number. */
function happening(settings: Record<string, unknown>): string {
  const least = typeof settings.minimum === 'number' ? settings.minimum : 1
  switch (settings.what) {
    case 'sub':
      return least > 1 ? `subscription of ${counted(least, 'month')} or more` : 'subscription'
    case 'gift':
      return `gift of ${counted(least, 'sub')} or more`
    case 'raid':
      return `raid with ${counted(least, 'viewer')} or more`
    case 'cheer':
      return `cheer of ${counted(least, 'bit')} or more`
    default:
      return 'follow'
  }
}

function pollPhrase(settings: Record<string, unknown>): TriggerPhrase {
  const least = typeof settings.threshold === 'number' ? settings.threshold : 10
  const votes = settings.counted === 'percent' ? `${least} % of the votes` : counted(least, 'vote')
  const option = typeof settings.option === 'string' ? `“${settings.option}”` : 'its option'
  return {
    next: `the next poll in which ${option} has ${votes}`,
    opens: `${option} has ${votes} in a poll`,
  }
}

function triggerPhrase({ trigger, triggerSettings }: Described): TriggerPhrase {
  if (trigger.id === 'dice_critical') {
    return criticalPhrase(triggerSettings)
  }
  if (trigger.id === 'manual') {
    return { next: 'the GM’s button', opens: 'the GM presses the button' }
  }
  if (trigger.id === 'channel_event') {
    const what = happening(triggerSettings)
    return { next: `the next ${what}`, opens: `there is a ${what}` }
  }
  if (trigger.id === 'poll_vote') {
    return pollPhrase(triggerSettings)
  }
  if (trigger.id === 'custom') {
    return { next: 'whatever your rule fits next', opens: 'your rule fits' }
  }
  return { next: `the next “${trigger.label}”`, opens: `“${trigger.label}” happens` }
}

const EFFECTS: Record<string, readonly [follows: string, alone: string]> = {
  stat_modify: ['changes a number of a character', 'a number of a character changes'],
  treasure_drop: ['makes treasure appear on the scene', 'treasure appears on the scene'],
  status_effect: ['puts a character under a condition', 'a character is under a condition'],
  play_sound: ['plays a sound', 'a sound is heard'],
  run_macro: ['runs a macro', 'a macro runs'],
  custom: ['makes several things happen', 'several things happen'],
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
  if (Object.hasOwn(EFFECTS, action.id)) {
    const [follows, alone] = EFFECTS[action.id]
    return { follows, alone }
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
