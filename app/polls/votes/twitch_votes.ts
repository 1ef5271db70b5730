import type { Sql } from '#core/sql'

/** Votes for an option, by Twitch's id of it: absolute, of the whole poll so far. */
export interface TwitchVotes {
  id: string
  votes: number
}

/**
 * SQL: the votes of a channel `c` with those of the JSON in a placeholder. Twitch's numbers
 * only rise, so of two the higher is the later: whatever comes late or twice changes nothing.
 */
export const mergedVotes = (json: string) => `ARRAY(
  SELECT GREATEST(c.votes[o.place], COALESCE((
    SELECT max(v.votes) FROM jsonb_to_recordset(${json}::jsonb) AS v(id text, votes int) WHERE v.id = o.id), 0))
  FROM unnest(c.choice_ids) WITH ORDINALITY AS o(id, place) ORDER BY o.place)`

const TAKE = `
  UPDATE poll_channels c SET votes = ${mergedVotes('$2')}, version = c.version + 1
  WHERE c.twitch_poll_id = $1 AND c.state IN ('running', 'ending')
    AND c.votes <> ${mergedVotes('$2')}
  RETURNING c.poll_id`

/** @returns the poll they belong to; null when they change nothing of ours */
export async function takeTwitchVotes(
  sql: Sql,
  twitchPollId: string,
  votes: TwitchVotes[]
): Promise<string | null> {
  const [row] = await sql.run<{ poll_id: string }>(TAKE, [twitchPollId, JSON.stringify(votes)])
  return row?.poll_id ?? null
}
