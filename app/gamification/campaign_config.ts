import { CampaignConfigSchema } from '#database/schema'

/**
 * The GM's switch and tuning of an event; null means the event's default.
 */
export default class CampaignConfig extends CampaignConfigSchema {
  static selfAssignPrimaryKey = true
}
