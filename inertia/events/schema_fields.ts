import type { HandlerSettings } from '~/events/setting_values'
import type { Handler, HandlerField } from '~/types'

interface FieldBase {
  key: string
  label: string
  help: string | undefined
  isRequired: boolean
  /** Shown only while other fields have one of these values. */
  when: Record<string, string[]>
}

export interface ChoiceField extends FieldBase {
  kind: 'choice'
  items: { value: string; label: string }[]
  fallback: string | undefined
}

export interface NumberField extends FieldBase {
  kind: 'number'
  min: number | undefined
  max: number | undefined
  step: number
  fallback: number | undefined
}

export interface TextField extends FieldBase {
  kind: 'text'
  maxLength: number | undefined
  isLong: boolean
  /** What may stand in braces, with what it is replaced by. */
  variables: { name: string; meaning: string }[]
  fallback: string | undefined
}

export interface SwitchField extends FieldBase {
  kind: 'switch'
  fallback: boolean | undefined
}

export interface PickerField extends FieldBase {
  kind: 'picker'
  /** A list of the connected world. */
  source: string
  isMultiple: boolean
}

export interface StepsField extends FieldBase {
  kind: 'steps'
  most: number
  /** Seconds. */
  longestDelay: number
}

export interface ConditionsField extends FieldBase {
  kind: 'conditions'
  most: number
  eventFields: NonNullable<HandlerField['eventFields']>
  comparisons: NonNullable<HandlerField['comparisons']>
}

export type SettingField =
  ConditionsField | ChoiceField | NumberField | TextField | SwitchField | PickerField | StepsField

/** From this many characters on, a text gets several lines. */
const LONG_TEXT = 80

const asNumber = (value: unknown) => (typeof value === 'number' ? value : undefined)
const asText = (value: unknown) => (typeof value === 'string' ? value : undefined)
const asBoolean = (value: unknown) => (typeof value === 'boolean' ? value : undefined)

/** "maxTargets" becomes "Max targets": better than nothing where no title is given. */
function titleOf(key: string): string {
  const words = key.replaceAll('_', ' ').replace(/([a-z])([A-Z])/g, (_, a, b) => `${a} ${b}`)
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase()
}

function toField(key: string, schema: HandlerField, isRequired: boolean): SettingField {
  const { title = titleOf(key), description: help, when = {} } = schema
  const base = { key, label: title, help, isRequired, when }

  if (schema.source) {
    return { ...base, kind: 'picker', source: schema.source, isMultiple: schema.type === 'array' }
  }

  if (schema.control === 'steps') {
    const { maxItems: most = 1, longestDelay = 0 } = schema
    return { ...base, kind: 'steps', most, longestDelay }
  }
  const choices: unknown[] | undefined = schema.enum

  if (schema.control === 'conditions') {
    const { maxItems: most = 1, eventFields = {}, comparisons = {} } = schema
    return { ...base, kind: 'conditions', most, eventFields, comparisons }
  }

  // A boolean is described by all spellings a form may send it in.
  if (schema.type === 'boolean' || (choices?.includes(true) && choices.includes(false))) {
    return { ...base, kind: 'switch', fallback: asBoolean(schema.default) }
  }

  if (choices) {
    const items = choices
      .filter((value) => typeof value === 'string')
      .map((value, index) => ({ value, label: schema.enumNames?.[index] ?? titleOf(value) }))
    return { ...base, kind: 'choice', items, fallback: asText(schema.default) }
  }

  if (schema.type === 'integer' || schema.type === 'number') {
    return {
      ...base,
      kind: 'number',
      min: schema.minimum,
      max: schema.maximum,
      step: schema.type === 'integer' ? 1 : 0.1,
      fallback: asNumber(schema.default),
    }
  }

  return {
    ...base,
    kind: 'text',
    maxLength: schema.maxLength,
    isLong: schema.maxLength === undefined || schema.maxLength > LONG_TEXT,
    variables: Object.entries(schema.variables ?? {}).map(([name, meaning]) => ({ name, meaning })),
    fallback: asText(schema.default),
  }
}

/** The form that the JSON Schema of a handler's settings asks for. */
export function schemaFields(
  fields: Record<string, HandlerField>,
  required: string[]
): SettingField[] {
  return Object.entries(fields).map(([key, schema]) => toField(key, schema, required.includes(key)))
}

/** Those that the settings so far leave a use for. */
export function shownFields(fields: SettingField[], settings: HandlerSettings): SettingField[] {
  const valueOf = (key: string) => {
    const field = fields.find((one) => one.key === key)
    return settings[key] ?? (field && 'fallback' in field ? field.fallback : undefined)
  }
  return fields.filter(({ when }) =>
    Object.entries(when).every(([key, values]) => values.includes(String(valueOf(key))))
  )
}

/** What a handler starts from when it has just been chosen: what it asks for and has a proposal for. */
export function startingSettings({ fields, required }: Handler): HandlerSettings {
  const proposed = Object.entries(fields).flatMap(([key, { default: value }]) =>
    value !== undefined && required.includes(key) ? [[key, value]] : []
  )
  return Object.fromEntries(proposed)
}
