import type { Envelope } from '#twitch/events/channel_event'

/** A vote written in a channel's chat. */
export interface ChatVote {
  channel: string
  /** Twitch's user id. */
  voter: string
  /** From 1. */
  option: number
  at: Date
}

/** `!1`, also with more words after it. */
const VOTE = /^\s*!([1-5])(?:\s|$)/

/** Null for the most of what is written: it is no vote. */
export function readChatVote(event: Envelope<'chat_message'>): ChatVote | null {
  const { chatter, text, writtenIn } = event.payload
  // Channels that share their chats are each told of it: it counts where it was written.
  if (writtenIn !== null && writtenIn !== event.channelId) {
    return null
  }
  const [, option] = VOTE.exec(text) ?? []
  return option === undefined
    ? null
    : { channel: event.channelId, voter: chatter.id, option: Number(option), at: event.createdAt }
}
