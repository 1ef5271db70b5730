import { transact } from '#core/transact'
import type { StreamOnlinePayload } from '#twitch/events/payloads'
import { lockChannels } from '#channels/history/channel_locks'
import { isOffline, isStillLive, sessions, wentLive } from '#channels/history/sessions'
import { type Finding, tellFindings } from '#channels/history/state_list'
import { tellTitles, titleNewSessions } from '#channels/history/titles'

/** What Twitch's list of streams said of a channel. */
export interface StatedStream {
  channelId: string
  /** Null when the channel is offline. */
  stream: (StreamOnlinePayload & { title: string; category: string }) | null
}

/** Keeps when channels were live by Twitch's list of streams. */
export class StateStreams {
  async execute(at: Date, channels: StatedStream[]): Promise<void> {
    await transact(async (sql, after) => {
      await lockChannels(
        sql,
        channels.map(({ channelId }) => channelId)
      )
      const facts = channels.flatMap(({ channelId, stream }) =>
        stream
          ? [wentLive(channelId, stream, 'twitch.poll'), isStillLive(channelId, stream, at)]
          : [isOffline(channelId, at, 'inferred')]
      )
      const changes = await sessions.apply(sql, facts)
      const live = channels.flatMap(({ channelId, stream }) =>
        stream ? [{ channelId, title: stream.title, category: stream.category, at }] : []
      )
      await tellTitles(sql, live)
      await titleNewSessions(
        sql,
        live.map(({ channelId }) => channelId)
      )

      const byId = new Map(channels.map((channel) => [channel.channelId, channel.stream]))
      const begun: Finding[] = []
      const over: Finding[] = []
      for (const { key, before, now } of changes) {
        const channelId = String(key.channel_id)
        const payload = byId.get(channelId)
        if (before === null && payload) {
          const { streamId, startedAt } = payload
          begun.push({
            fact: {
              kind: 'stream_online',
              channelId,
              userId: null,
              payload: { streamId, startedAt },
            },
            at: startedAt,
          })
        }
        if (now.endedAt === at.getTime() && before?.endedAt === null) {
          over.push({
            fact: { kind: 'stream_offline', channelId, userId: null, payload: {} },
            at,
          })
        }
      }
      await tellFindings(sql, after, 'twitch.poll', begun)
      await tellFindings(sql, after, 'inferred', over)
    })
  }
}
