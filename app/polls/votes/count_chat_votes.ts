import type { Sql } from '#core/sql'
import type { ChatVote } from '#polls/votes/chat_vote'

/** By how much Twitch's clock and the database's may differ. */
const CLOCKS = `interval '1 second'`

/** Whoever else counts here waits, so that what follows sees how it stands. */
const HOLD = `
  SELECT c.id FROM poll_channels c
  WHERE c.broadcaster_id = ANY ($1::text[]) AND c.method = 'chat' AND c.state IN ('running', 'ending')
  ORDER BY c.id FOR NO KEY UPDATE`

/** Each viewer's first vote, once, and the sums with it. */
const COUNT = `
  WITH said AS (
    SELECT DISTINCT ON (x.channel, x.voter) x.*
    FROM jsonb_to_recordset($1::jsonb) AS x(channel text, voter text, option int, at timestamptz)
    ORDER BY x.channel, x.voter, x.at
  ), counted AS (
    INSERT INTO poll_votes (channel_id, voter_id, option)
    SELECT c.id, s.voter, s.option
    FROM said s
    JOIN poll_channels c ON c.broadcaster_id = s.channel
      AND c.method = 'chat' AND c.state IN ('running', 'ending')
    WHERE s.option <= cardinality(c.votes)
      AND s.at BETWEEN c.started_at - ${CLOCKS} AND c.ends_at + ${CLOCKS}
    ON CONFLICT DO NOTHING
    RETURNING channel_id, option
  )
  UPDATE poll_channels c
  SET version = c.version + 1, votes = ARRAY(
    SELECT v.votes + (SELECT count(*)::int FROM counted n WHERE n.channel_id = c.id AND n.option = v.place)
    FROM unnest(c.votes) WITH ORDINALITY AS v(votes, place) ORDER BY v.place)
  WHERE c.id IN (SELECT channel_id FROM counted)
  RETURNING c.poll_id`

/**
 * Counts votes from chat: one of each viewer on each channel, the first.
 *
 * @returns the polls that have changed
 */
export async function countChatVotes(sql: Sql, votes: ChatVote[]): Promise<string[]> {
  const channels = [...new Set(votes.map(({ channel }) => channel))]
  const open = await sql.run(HOLD, [channels])
  if (open.length === 0) {
    return []
  }
  const rows = await sql.run<{ poll_id: string }>(COUNT, [JSON.stringify(votes)])
  return [...new Set(rows.map(({ poll_id }) => poll_id))]
}
