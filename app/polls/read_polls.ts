import type { Sql, SqlValue } from '#core/sql'
import type { PollChannel, PollState, PollStatus, ReadPoll } from '#polls/poll_state'

interface Row {
  id: string
  campaign_id: string
  question: string
  options: string[]
  status: PollStatus
  version: number
  started_at: Date
  ends_at: Date
  ended_at: Date | null
  channels: (Omit<PollChannel, 'total'> & { version: number })[]
}

/** Shown in place of whoever has deleted the account. */
const SOMEBODY = 'A former streamer'

const READ = `
  SELECT p.id, p.campaign_id, p.question, p.options, p.status, p.version, p.started_at, p.ends_at,
    p.ended_at, c.channels
  FROM polls p
  CROSS JOIN LATERAL (
    SELECT COALESCE(jsonb_agg(jsonb_build_object('streamerId', c.streamer_id,
      'streamer', COALESCE(u.display_name, '${SOMEBODY}'), 'method', c.method, 'state', c.state,
      'votes', c.votes, 'problem', c.problem, 'version', c.version)
      ORDER BY u.display_name, c.id), '[]') AS channels
    FROM poll_channels c LEFT JOIN users u ON u.id = c.streamer_id
    WHERE c.poll_id = p.id
  ) AS c`

/** One poll as it stands; null when there is none. */
export async function readPoll(sql: Sql, pollId: string): Promise<ReadPoll | null> {
  const [row] = await sql.run<Row>(`${READ} WHERE p.id = $1`, [pollId])
  return row ? toState(row) : null
}

/** The polls of a campaign, the newest first. */
export function pollsOfCampaign(sql: Sql, campaignId: string, limit: number): Promise<PollState[]> {
  return readMany(sql, 'WHERE p.campaign_id = $1 ORDER BY p.started_at DESC LIMIT $2', [
    campaignId,
    limit,
  ])
}

/** What is being asked in a campaign, or was answered a moment ago; null when nothing. */
export async function currentPoll(sql: Sql, campaignId: string): Promise<PollState | null> {
  const [poll] = await readMany(
    sql,
    `WHERE p.campaign_id = $1 AND ${IS_CURRENT} ORDER BY p.started_at DESC LIMIT 1`,
    [campaignId]
  )
  return poll ?? null
}

/** The same for what is being asked on a streamer's channel. */
export async function currentPollOn(sql: Sql, streamerId: string): Promise<PollState | null> {
  const [poll] = await readMany(
    sql,
    `WHERE ${IS_CURRENT} AND EXISTS (SELECT FROM poll_channels o
       WHERE o.poll_id = p.id AND o.streamer_id = $1 AND o.method IS NOT NULL)
       AND EXISTS (SELECT FROM campaign_members m WHERE m.campaign_id = p.campaign_id
         AND m.user_id = $1 AND m.role = 'streamer')
     ORDER BY p.started_at DESC LIMIT 1`,
    [streamerId]
  )
  return poll ?? null
}

/** Its end is still news for a while. */
const IS_CURRENT = `(p.status = 'running' OR (p.status = 'ended' AND p.ended_at > now() - interval '2 minutes'))`

async function readMany(sql: Sql, which: string, values: SqlValue[]): Promise<PollState[]> {
  const rows = await sql.run<Row>(`${READ} ${which}`, values)
  return rows.map((row) => toState(row).poll)
}

function toState(row: Row): ReadPoll {
  const versions = row.channels.map(({ version }) => version)
  const channels = row.channels.map(({ version, ...channel }) => ({
    ...channel,
    total: sum(channel.votes),
  }))
  const poll: PollState = {
    id: row.id,
    question: row.question,
    options: row.options.map((text, index) => ({
      text,
      votes: sum(channels.map(({ votes }) => votes[index] ?? 0)),
    })),
    total: sum(channels.map(({ total }) => total)),
    status: row.status,
    // Each part's own version only rises, so their sum does.
    version: row.version + sum(versions),
    startedAt: row.started_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    channels,
  }
  return { campaignId: row.campaign_id, poll }
}

const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0)
