/**
 * A Vine validator of a handler's settings: checks them when they are saved,
 * and describes the form the editor draws.
 */
export interface SettingsSchema {
  validate(settings: unknown): Promise<Record<string, unknown>>
  toJSONSchema(): object
}
