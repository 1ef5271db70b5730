import db from '@adonisjs/lucid/services/db'
import { Gathering } from '#core/gathering'
import { onLucid } from '#core/sql'
import { transact } from '#core/transact'
import type { Envelope } from '#twitch/events/channel_event'
import { PollChanged } from '#polls/poll_changed'
import { type ChatVote, readChatVote } from '#polls/votes/chat_vote'
import { countChatVotes } from '#polls/votes/count_chat_votes'
import { takeTwitchVotes } from '#polls/votes/twitch_votes'
import type { EndPart } from '#polls/work/end_part'

/** What is written in chat, as far as it is a vote; those that come together are counted together. */
export class ChatVotes {
  #votes = new Gathering<ChatVote>(async (votes) => {
    const changed = await transact((sql) => countChatVotes(sql, votes))
    await Promise.all(changed.map((pollId) => PollChanged.dispatch(pollId)))
  })

  async take(event: Envelope<'chat_message'>): Promise<void> {
    const vote = readChatVote(event)
    if (vote) {
      await this.#votes.add(vote)
    }
  }
}

/** How one of Twitch's own polls goes, if it is ours. */
export async function followTwitchPoll({ payload }: Envelope<'poll_progressed'>): Promise<void> {
  const sql = onLucid(db.connection())
  const changed = await takeTwitchVotes(sql, payload.pollId, payload.choices)
  if (changed) {
    await PollChanged.dispatch(changed)
  }
}

/** Whoever has ended it, on Twitch or by us. */
export async function followTwitchEnd(
  endPart: EndPart,
  { payload }: Envelope<'poll_ended'>
): Promise<void> {
  await transact(async (sql, after) => {
    const [part] = await sql.run<{ id: string; pollId: string }>(
      `SELECT id, poll_id AS "pollId" FROM poll_channels WHERE twitch_poll_id = $1`,
      [payload.pollId]
    )
    if (part) {
      await endPart.execute(sql, after, part, { state: 'ended', votes: payload.choices })
    }
  })
}
