import type { Sql } from '#core/sql'
import type { ClaimedLine } from '#gamification/chat/claim_chat_lines'

/**
 * How saying a line went:
 * - `said`: it is there to read.
 * - `skipped`: there was nothing to say.
 * - `later`: Twitch took no more at the moment; nothing was said.
 * - `lost`: it was not said, or nobody knows; `problem` is a sentence for the streamer.
 */
export type SayOutcome =
  | { result: 'said' | 'skipped' }
  | { result: 'later'; afterMs: number }
  | { result: 'lost'; problem: string }

const STATES = { said: 'said', skipped: 'dropped', later: 'waiting', lost: 'dropped' } as const

export async function recordChatLine(
  sql: Sql,
  line: ClaimedLine,
  outcome: SayOutcome
): Promise<void> {
  await sql.run(`UPDATE chat_lines SET state = $2 WHERE id = $1 AND state = 'taken'`, [
    line.id,
    STATES[outcome.result],
  ])
  switch (outcome.result) {
    case 'said':
      return run('said_at = now(), problem = NULL')
    case 'later':
      return run('next_at = now() + make_interval(secs => $2)', outcome.afterMs / 1_000)
    case 'lost':
      return run('problem = $2', outcome.problem)
  }

  async function run(set: string, ...values: (string | number)[]): Promise<void> {
    await sql.run(`UPDATE chat_voices SET ${set} WHERE streamer_id = $1`, [
      line.streamerId,
      ...values,
    ])
  }
}
