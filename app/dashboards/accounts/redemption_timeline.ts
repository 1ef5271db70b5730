import type { Sql } from '#core/sql'
import { type LedgerPart, ledgerCondition } from '#dashboards/accounts/ledger_filter'
import { stuckCause } from '#dashboards/accounts/stuck_causes'
import { type RedemptionLine, redemptionLines } from '#dashboards/redemption_list'
import { isUnconfirmed, plainReason } from '#redemptions/reasons'

type State = RedemptionLine['state']
type Settler = 'us' | 'person' | 'twitch'

export type TimelineStep = {
  at: string
  state: State
  sentence: string | null
  isUnconfirmed: boolean
  by: Settler
}

/** Everything the ledger holds of one redemption. */
export type RedemptionStory = RedemptionLine & {
  weight: number
  /** The goal it is a contribution to. */
  goal: { name: string; status: string; reason: string | null } | null
  steps: TimelineStep[]
  /** How often Twitch was asked to settle it; when it will be next, while it waits. */
  attempts: number
  nextAttemptAt: string | null
  settledBy: Settler | null
  /** What to do when it is stuck. */
  toDo: string | null
}

interface Facts {
  weight: number
  attempts: number
  stuck_cause: string | null
  settled_by: Settler | null
  received_at: Date
  unanswered_since: Date | null
  next_attempt_at: Date | null
  goal: string | null
  goal_status: string | null
  goal_reason: string | null
}

interface Change {
  from_state: State
  to_state: State
  reason: string | null
  changed_by: Settler
  at: Date
}

/** Null when there is none, or when it is not the reader's. */
export async function redemptionStory(
  sql: Sql,
  part: LedgerPart,
  id: string
): Promise<RedemptionStory | null> {
  const [mine, whose] = ledgerCondition(part, {})
  const where = `${mine} AND r.id = $${whose.length + 1}`
  const values = [...whose, id]
  const [line] = await redemptionLines(sql, { where, values, limit: 1 })
  const [facts] = await sql.run<Facts>(
    `SELECT r.weight, r.attempts, r.stuck_cause, r.settled_by, r.received_at, r.unanswered_since,
            CASE WHEN r.state IN ('fulfil_pending', 'refund_pending')
              THEN r.next_attempt_at END AS next_attempt_at,
            i.rules->>'eventName' AS goal, i.status AS goal_status, i.reason AS goal_reason
     FROM redemptions r LEFT JOIN instances i ON i.id = r.instance_id WHERE ${where}`,
    values
  )

  if (!line || !facts) {
    return null
  }

  const changes = await sql.run<Change>(
    `SELECT from_state, to_state, reason, changed_by, at FROM redemption_changes
     WHERE redemption_id = $1 ORDER BY id`,
    [id]
  )
  return {
    ...line,
    weight: facts.weight,
    goal: facts.goal
      ? {
          name: facts.goal,
          status: facts.goal_status ?? '',
          reason: plainReason(facts.goal_reason),
        }
      : null,
    steps: stepsOf(line, facts, changes),
    attempts: facts.attempts,
    nextAttemptAt: facts.next_attempt_at?.toISOString() ?? null,
    settledBy: facts.settled_by,
    toDo: facts.stuck_cause ? stuckCause(facts.stuck_cause).toDo : null,
  }
}

/** The arrival has no row of its own: its state is what the first change left, else the present one. */
function stepsOf(line: RedemptionLine, facts: Facts, changes: Change[]): TimelineStep[] {
  const [first] = changes
  const arrival: TimelineStep = {
    at: facts.received_at.toISOString(),
    state: first?.from_state ?? line.state,
    sentence: first ? null : line.sentence,
    isUnconfirmed: false,
    by: 'us',
  }
  const later = changes.map((change) => ({
    at: change.at.toISOString(),
    state: change.to_state,
    sentence: plainReason(change.reason),
    isUnconfirmed: isUnconfirmed(change.reason),
    by: change.changed_by,
  }))

  return [arrival, ...withUnanswered(later, facts.unanswered_since)]
}

/** An order that Twitch has not answered stands behind the change that ordered it. */
function withUnanswered(steps: TimelineStep[], since: Date | null): TimelineStep[] {
  const ordered = steps.findLastIndex(({ state }) => state.endsWith('_pending'))
  if (since === null || ordered < 0) {
    return steps
  }
  const sent: TimelineStep = {
    ...steps[ordered],
    at: since.toISOString(),
    sentence: 'Sent to Twitch. No answer has come.',
  }
  return steps.toSpliced(ordered + 1, 0, sent)
}
