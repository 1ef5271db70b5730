import { uuidv7 } from '#core/ids'
import type { Sql } from '#core/sql'
import type { Showcase } from '#tests/support/screens/showcase'

interface Asked {
  question: string
  options: string[]
  status: 'running' | 'ended' | 'cancelled'
  minutesAgo: number
  /** By channel: Mira's on Twitch, Tobi's in chat. */
  votes: { mira: number[]; tobi: number[] | null }
}

const ASKED: Asked[] = [
  {
    question: 'Who goes first into the drowned hall?',
    options: ['Brannoc', 'Selune of the Long Road', 'Nobody'],
    status: 'ended',
    minutesAgo: 40,
    votes: { mira: [31, 12, 4], tobi: [3, 22, 1] },
  },
  {
    question: 'Burn the letter?',
    options: ['Yes', 'No'],
    status: 'ended',
    minutesAgo: 25,
    votes: { mira: [9, 9], tobi: null },
  },
  {
    question: 'Left or right?',
    options: ['Left', 'Right'],
    status: 'cancelled',
    minutesAgo: 12,
    votes: { mira: [2, 1], tobi: [0, 0] },
  },
]

const NOW: Asked = {
  question: 'What does the tide bring in?',
  options: ['A wreck', 'A letter', '<b>Teeth</b>'],
  status: 'running',
  minutesAgo: 0,
  votes: { mira: [212, 187, 40], tobi: [18, 43, 9] },
}

/** What was asked, and what is asked now: on Mira's channel by Twitch, on Tobi's in chat. */
export async function createPolls(sql: Sql, show: Showcase, isAsking: boolean): Promise<void> {
  for (const asked of isAsking ? [...ASKED, NOW] : ASKED) {
    await createPoll(sql, show, asked)
  }
}

async function createPoll(sql: Sql, show: Showcase, asked: Asked): Promise<void> {
  const { question, options, status, minutesAgo, votes } = asked
  const id = uuidv7()
  const isRunning = status === 'running'
  await sql.run(
    `INSERT INTO polls (id, campaign_id, question, options, duration_seconds, status, asked_by,
       started_at, ends_at, ended_at)
     VALUES ($1, $2, $3, $4, 120, $5, $6, now() - make_interval(mins => $7),
       now() + make_interval(mins => 2 - $7),
       CASE WHEN $8::boolean THEN NULL ELSE now() + make_interval(mins => 2 - $7) END)`,
    [id, show.campaignId, question, options, status, show.gm.id, minutesAgo, isRunning]
  )
  const part = (method: string | null, numbers: number[], problem: string | null) => ({
    method,
    numbers,
    problem,
    state: problem ? 'failed' : isRunning ? 'running' : 'ended',
  })
  const parts = {
    mira: part('twitch', votes.mira, null),
    tobi: votes.tobi
      ? part('chat', votes.tobi, null)
      : part(
          null,
          [0, 0],
          'Does not play this campaign now. The streamer chooses it on the dashboard.'
        ),
  }
  for (const [name, { method, numbers, problem, state }] of Object.entries(parts)) {
    await sql.run(
      `INSERT INTO poll_channels (id, poll_id, streamer_id, broadcaster_id, method, state, votes,
         problem, ends_at, ended_at, next_at)
       SELECT $1, $2, u.id, a.twitch_id, $4, $5, $6::int[], $7, now() + interval '2 minutes',
         CASE WHEN $5 = 'running' THEN NULL ELSE now() END, now() + interval '1 hour'
       FROM users u JOIN twitch_accounts a ON a.user_id = u.id WHERE u.id = $3`,
      [
        uuidv7(),
        id,
        name === 'mira' ? show.mira.id : show.tobi.id,
        method,
        state,
        `{${numbers.join(',')}}`,
        problem,
      ]
    )
  }
}
