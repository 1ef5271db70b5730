import { uuidv7 } from '#core/ids'
import type { EventSource } from '#twitch/events/channel_event'
import { type KeyedFact, SpanTable } from '#channels/history/span_table'

interface Told {
  /** Twitch's id of the stream; null where only its end was told. */
  streamId: string | null
}

/** When a channel was live. */
export const sessions = new SpanTable<Told>({
  name: 'stream_sessions',
  key: { channel_id: 'text' },
  start: 'started_at',
  startSource: 'start_source',
  end: 'ended_at',
  endSource: 'end_source',
  idType: 'uuid',
  hasMany: true,
  newId: uuidv7,
  told: { twitch_stream_id: 'text' },
  toColumns: ({ streamId }) => ({ twitch_stream_id: streamId }),
  fromColumns: (row) => ({
    streamId: typeof row.twitch_stream_id === 'string' ? row.twitch_stream_id : null,
  }),
  merge: (earlier, later) => ({ streamId: later.streamId ?? earlier.streamId }),
  isSeenStart: () => false,
  isSame: ({ streamId }, { told }) => streamId !== null && streamId === told.streamId,
})

type Stream = { streamId: string; startedAt: Date }

export function wentLive(channelId: string, stream: Stream, source: EventSource): KeyedFact<Told> {
  const { streamId, startedAt } = stream
  return {
    key: { channel_id: channelId },
    is: 'start',
    at: startedAt.getTime(),
    source,
    told: { streamId },
  }
}

/** A sample found this stream. */
export function isStillLive(channelId: string, stream: Stream, at: Date): KeyedFact<Told> {
  const { streamId, startedAt } = stream
  return {
    key: { channel_id: channelId },
    is: 'seen',
    // Twitch's clock may be ahead of ours.
    at: Math.max(at.getTime(), startedAt.getTime()),
    source: 'twitch.poll',
    told: { streamId },
  }
}

/** By an event, or because a sample found no stream. */
export function isOffline(channelId: string, at: Date, source: EventSource): KeyedFact<Told> {
  return {
    key: { channel_id: channelId },
    is: source === 'inferred' ? 'absent' : 'end',
    at: at.getTime(),
    source,
    told: { streamId: null },
  }
}
