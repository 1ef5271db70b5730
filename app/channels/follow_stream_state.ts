import { Gathering } from '#core/gathering'
import type { ChannelEventHandlers } from '#channels/channel_event_handlers'
import { RecordStreamState, type StreamState } from '#channels/record_stream_state'

type Told = StreamState & { toldAt: Date }

/** The latest of each channel. */
function latestOf(told: Told[]): Told[] {
  const latest = new Map<string, Told>()
  for (const state of told) {
    const other = latest.get(state.twitchId)
    if (!other || other.toldAt <= state.toldAt) latest.set(state.twitchId, state)
  }
  return [...latest.values()]
}

/** Keeps what is known of streams up with what Twitch tells of them. */
export function followStreamState(handlers: ChannelEventHandlers): void {
  const record = new RecordStreamState()
  const states = new Gathering<Told>(async (told) => {
    await record.execute(latestOf(told))
  })

  handlers.on('stream_online', 'stream_state', ({ channelId, createdAt, payload }) => {
    const { startedAt } = payload
    const known = { twitchId: channelId, isLive: true, startedAt, viewerCount: null }
    return states.add({ ...known, toldAt: createdAt })
  })
  handlers.on('stream_offline', 'stream_state', ({ channelId, createdAt }) => {
    const known = { twitchId: channelId, isLive: false, startedAt: null, viewerCount: null }
    return states.add({ ...known, toldAt: createdAt })
  })
}
