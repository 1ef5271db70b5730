import { ChannelStateSchema } from '#database/schema'

/** What is known of a streamer's channel now. */
export default class ChannelState extends ChannelStateSchema {
  static selfAssignPrimaryKey = true
  static table = 'channel_states'
}
