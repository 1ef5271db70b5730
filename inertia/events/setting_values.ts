/**
 * What a handler's settings can hold: plain data, as JSON has it. Not spelt out any deeper,
 * since a form's fields are derived from its type.
 */
export type SettingValue = string | number | boolean | null | object

export type HandlerSettings = Record<string, SettingValue>

/** Something of the world that was picked. */
export type Picked = { id: string; name: string }

/** A part of a sequence, as the editor holds it. */
export type StepFields = { actionId: string; settings: HandlerSettings; delaySeconds: number }

/** One line of a rule, as the editor holds it. */
export type ConditionFields = { field: string; comparison: string; value: string | number }

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Undefined for what JSON does not have. */
function toValue(value: unknown): SettingValue | undefined {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return value
  }
  if (Array.isArray(value)) {
    return value.flatMap((one) => toValue(one) ?? [])
  }
  return isRecord(value) ? toSettings(value) : undefined
}

/** Plain data of what the server sent. */
export function toSettings(settings: Record<string, unknown>): HandlerSettings {
  const entries = Object.entries(settings).flatMap(([key, value]): [string, SettingValue][] => {
    const plain = toValue(value)
    return plain === undefined ? [] : [[key, plain]]
  })
  return Object.fromEntries(entries)
}

/** What was picked, if that is what it is. */
export function asPicked(value: SettingValue | undefined): Picked | null {
  return isRecord(value) && typeof value.id === 'string' && typeof value.name === 'string'
    ? { id: value.id, name: value.name }
    : null
}

export function asPickedList(value: SettingValue | undefined): Picked[] {
  return Array.isArray(value) ? value.flatMap((one) => asPicked(one) ?? []) : []
}

/** The parts of a sequence, if that is what it is. */
export function asSteps(value: SettingValue | undefined): StepFields[] {
  const steps = Array.isArray(value) ? value : []
  return steps.flatMap((step) => {
    if (!isRecord(step) || typeof step.actionId !== 'string') return []
    const settings = isRecord(step.settings) ? toSettings(step.settings) : {}
    const delaySeconds = typeof step.delaySeconds === 'number' ? step.delaySeconds : 0
    return [{ actionId: step.actionId, settings, delaySeconds }]
  })
}

/** The lines of a rule, if that is what it is. */
export function asConditions(value: SettingValue | undefined): ConditionFields[] {
  const lines = Array.isArray(value) ? value : []
  return lines.flatMap((line) => {
    if (!isRecord(line) || typeof line.field !== 'string') return []
    const { field, comparison, value: wanted } = line
    return [
      {
        field,
        comparison: typeof comparison === 'string' ? comparison : 'is',
        value: typeof wanted === 'number' || typeof wanted === 'string' ? wanted : '',
      },
    ]
  })
}

/** Errors below one field, by what follows it: `steps.0.settings` of `steps.0.settings.sound`. */
export function errorsBelow(
  errors: Partial<Record<string, string>>,
  prefix: string
): Partial<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(errors)
      .filter(([field]) => field.startsWith(`${prefix}.`))
      .map(([field, message]) => [field.slice(prefix.length + 1), message])
  )
}
