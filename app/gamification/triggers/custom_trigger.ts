import vine, { SimpleMessagesProvider } from '@vinejs/vine'
import type { FieldContext, Infer } from '@vinejs/vine/types'
import { whoDoesNotHear } from '#gamification/channel/who_hears'
import { drawnAs } from '#gamification/handlers/drawn_as'
import {
  type Comparison,
  COMPARISONS,
  EVENT_FIELDS,
  type EventField,
  type EventSource,
  fieldOf,
} from '#gamification/handlers/event_fields'
import type { PreFlightContext } from '#gamification/handlers/problem'
import type { Signal } from '#gamification/handlers/signals'
import { Trigger } from '#gamification/handlers/trigger'

const MOST_CONDITIONS = 8
const MAX_TEXT = 100

const isKey = <Known extends object>(known: Known, key: string): key is string & keyof Known =>
  Object.hasOwn(known, key)
const keysOf = <Known extends object>(known: Known) =>
  Object.keys(known).filter((key) => isKey(known, key))

const SOURCES = keysOf(EVENT_FIELDS)

const fieldHere = ({ data, parent }: FieldContext) =>
  fieldOf(Object(data).source, Object(parent).field)

const knownField = vine.createRule((_value, _options: undefined, field) => {
  if (!fieldHere(field)) {
    field.report('This event has no such field.', 'knownField', field)
  }
})

const fitsField = vine.createRule((value, _options: undefined, field) => {
  const known = fieldHere(field)
  const types: readonly string[] = COMPARISONS[isComparison(value) ? value : 'is'].types
  if (known && !types.includes(known.type)) {
    field.report('That cannot be compared in this way.', 'fitsField', field)
  }
})

const fitsValue = vine.createRule((value, _options: undefined, field) => {
  const problem = problemOf(value, fieldHere(field))
  if (problem) {
    field.report(problem, 'fitsValue', field)
  }
})

const settings = vine.create({
  source: vine.enum(SOURCES).meta({
    title: 'Looks at',
    enumNames: SOURCES.map((source) => EVENT_FIELDS[source].label),
    default: 'roll',
  }),
  match: vine
    .enum(['all', 'any'] as const)
    .optional()
    .meta({
      title: 'Fires when',
      default: 'all',
      enumNames: ['all of it holds', 'any of it holds'],
    }),
  conditions: vine
    .array(
      vine.object({
        field: vine.string().maxLength(40).use(knownField()),
        comparison: vine.enum(keysOf(COMPARISONS)).use(fitsField()),
        value: vine.any().use(fitsValue()),
      })
    )
    .minLength(1)
    .maxLength(MOST_CONDITIONS)
    .meta(
      drawnAs('conditions', 'Conditions', { eventFields: EVENT_FIELDS, comparisons: COMPARISONS })
    ),
})

settings.messagesProvider = new SimpleMessagesProvider({
  'conditions.*.value.required': 'Say what it is compared with.',
  'conditions.required': 'Add a condition.',
})

type Settings = Infer<typeof settings>
type Condition = Settings['conditions'][number]

/**
 * Fires by a rule over the fields of an event, built by the GM; no code.
 */
export default class CustomTrigger extends Trigger<Settings, 'dice.rolled' | 'channel.event'> {
  static id = 'custom'
  static label = 'Your own rule'
  static description = 'Anything about a roll, a follow, a sub, gifts, a raid or a cheer.'
  static listensTo = ['dice.rolled', 'channel.event'] as const
  static provides = ['roll'] as const
  static opens = true
  static settings = settings

  evaluate(
    { source, match = 'all', conditions }: Settings,
    signal: Signal<'dice.rolled' | 'channel.event'>
  ) {
    const happened: EventSource = signal.name === 'dice.rolled' ? 'roll' : signal.data.what
    if (happened !== source) {
      return this.skipped(`waiting for ${EVENT_FIELDS[source].label}`)
    }

    const holds = (condition: Condition) => isMet(condition, valueOf(signal, condition.field))
    const isMatch = match === 'all' ? conditions.every(holds) : conditions.some(holds)
    if (!isMatch) {
      return this.skipped('the rule does not hold')
    }
    return this.matched(
      signal.name === 'dice.rolled' ? { roll: signal.data } : { channel: signal.data }
    )
  }

  async preFlightCheck({ source }: Settings, context: PreFlightContext) {
    return source === 'roll' ? [] : whoDoesNotHear(context, source)
  }

  providesWith({ source }: Settings) {
    return source === 'roll' ? (['roll'] as const) : []
  }
}

const isComparison = (value: unknown): value is Comparison =>
  typeof value === 'string' && isKey(COMPARISONS, value)

function problemOf(value: unknown, field: EventField | null): string | null {
  if (field?.type === 'number') {
    return typeof value === 'number' && Number.isFinite(value) ? null : 'A number.'
  }
  if (typeof value !== 'string' || value.trim() === '' || value.length > MAX_TEXT) {
    return `A text of at most ${MAX_TEXT} characters.`
  }
  return field?.choices && !isKey(field.choices, value) ? 'One of the choices.' : null
}

/** What is not there is `none`, which no number or text is. */
function valueOf(signal: Signal<'dice.rolled' | 'channel.event'>, field: string): unknown {
  const data: object = signal.data
  return Reflect.get(data, field) ?? (field === 'critical' ? 'none' : null)
}

function isMet({ comparison, value }: Condition, actual: unknown): boolean {
  if (actual === null) {
    return false
  }
  switch (comparison) {
    case 'is':
      return same(actual, value)
    case 'is_not':
      return !same(actual, value)
    case 'at_least':
      return Number(actual) >= Number(value)
    case 'at_most':
      return Number(actual) <= Number(value)
    case 'contains':
      return folded(actual).includes(folded(value))
  }
}

const folded = (value: unknown) => String(value).trim().toLocaleLowerCase('en')
const same = (actual: unknown, value: unknown) => folded(actual) === folded(value)
