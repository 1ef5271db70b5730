import type { HandlerField } from '~/types'

interface FieldBase {
  key: string
  label: string
  help: string | undefined
  isRequired: boolean
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

export type SettingField = ChoiceField | NumberField | TextField | SwitchField

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
  const base = { key, label: schema.title ?? titleOf(key), help: schema.description, isRequired }
  const choices: unknown[] | undefined = schema.enum

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
