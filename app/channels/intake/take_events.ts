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
 * Whether an event only has to be written down: no history follows it, and Twitch's own name tells
 * whether it is new. Nobody has to be held for it.
 */
export const isPlain = (event: ChannelEvent) => !makesHistory(event) && naturalKey(event) !== null

/**
 * Writes plain events to the log, each once: one message to the database, which is the transaction.
 *
 * @returns those that are new, known when it has committed
 */
export function takePlainEvents(sql: Sql, incoming: IncomingEvent[]): Promise<StoredEvent[]> {
  return writeEvents(sql, keyed(incoming).named)
}

/**
 * Writes events to the log, each once, and has the history follow those that are new: the
 * work of one transaction. Locks come in this order: channels, viewers, the rest.
 *
 * @returns those that are new
 */
export async function takeEvents(sql: Sql, incoming: IncomingEvent[]): Promise<StoredEvent[]> {
  await lockChannels(
    sql,
    incoming.map(({ event }) => event.channelId)
  )
  const { named, nameless } = keyed(incoming)
  const stored = await writeEvents(sql, [...named, ...(await newOnes(sql, nameless))])
  await followEvents(sql, stored)
  return stored
}

function keyed(incoming: IncomingEvent[]): { named: KeyedEvent[]; nameless: Told[] } {
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
  return { named, nameless }
}
