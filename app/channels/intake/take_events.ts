import type { Sql } from '#core/sql'
import type { RawMessage } from '#twitch/eventsub/frame'
import type { ChannelEvent } from '#twitch/events/channel_event'
import { lockChannels } from '#channels/history/channel_locks'
import { followEvents, makesHistory } from '#channels/history/follow_events'
import { newOnes, type Told } from '#channels/intake/told_events'
import type { StoredEvent } from '#channels/log/channel_events_stored'
import { naturalKey } from '#channels/log/event_key'
import { type KeyedEvent, writeEvents } from '#channels/log/write_events'

/** An event with the message it came by. */
export interface IncomingEvent {
  event: ChannelEvent
  message: RawMessage
}

/**
 * Writes events to the log, each once, and has the history follow those that are new: the
 * work of one transaction. Locks come in this order: channels, viewers, the rest. What makes no history
 * and has a name needs none, and is one message to the database.
 *
 * @returns those that are new, known when the transaction has committed
 */
export async function takeEvents(
  sql: Sql,
  incoming: IncomingEvent[]
): Promise<{ stored: Promise<StoredEvent[]> }> {
  const named: KeyedEvent[] = []
  const nameless: Told[] = []
  for (const { event, message } of incoming) {
    const key = naturalKey(event)
    if (key === null) {
      nameless.push({ event, subscriptionId: message.subscriptionId })
    } else {
      named.push({ event, key, toldBy: null })
    }
  }

  const held = [...nameless, ...named.filter(({ event }) => makesHistory(event))]
  return held.length === 0
    ? { stored: writeEvents(sql, named) }
    : { stored: Promise.resolve(await takeHeld(sql, held, named, nameless)) }
}

async function takeHeld(
  sql: Sql,
  held: { event: ChannelEvent }[],
  named: KeyedEvent[],
  nameless: Told[]
): Promise<StoredEvent[]> {
  await lockChannels(
    sql,
    held.map(({ event }) => event.channelId)
  )
  const stored = await writeEvents(sql, [...named, ...(await newOnes(sql, nameless))])
  await followEvents(sql, stored)
  return stored
}
