import { errors } from '@vinejs/vine'
import type { SettingsSchema } from '#gamification/handlers/settings_schema'

export interface Fault {
  field: string
  message: string
  rule: string
}

/**
 * Lets a handler's own schema check its settings; faults carry the path of the form.
 *
 * @throws E_VALIDATION_ERROR 422 with the fields
 */
export async function checkSettings(
  { settings: schema }: { settings: SettingsSchema },
  path: string,
  settings: unknown
): Promise<Record<string, unknown>> {
  return withPath(path, () => schema.validate(settings))
}

/** Puts the path of the form before what a handler finds fault with. */
export async function withPath<Result>(
  path: string,
  check: () => Promise<Result>
): Promise<Result> {
  try {
    return await check()
  } catch (error) {
    if (error instanceof errors.E_VALIDATION_ERROR) {
      const faults: Fault[] = error.messages
      return refuse(faults.map((each) => ({ ...each, field: `${path}.${each.field}` })))
    }
    throw error
  }
}

/** @throws E_VALIDATION_ERROR */
export function refuse(faults: Fault[]): never {
  throw new errors.E_VALIDATION_ERROR(faults)
}
