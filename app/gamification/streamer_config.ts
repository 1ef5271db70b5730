import { StreamerConfigSchema } from '#database/schema'

/**
 * One streamer's switch and tuning of an event; null means the campaign's value.
 * The key has two columns, so rows are written by SQL and only read here.
 */
export default class StreamerConfig extends StreamerConfigSchema {
  static selfAssignPrimaryKey = true
}
