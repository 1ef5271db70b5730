import { AccessSettingSchema } from '#database/schema'

/**
 * Who may come in: one row for the whole installation.
 */
export default class AccessSettings extends AccessSettingSchema {
  static table = 'access_settings'
}
