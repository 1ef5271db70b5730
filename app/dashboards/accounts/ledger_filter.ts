import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { DateTime } from 'luxon'
import type { SqlValue } from '#core/sql'

/** The part of the ledger somebody may read: a whole campaign, or a streamer's share of it. */
export interface LedgerPart {
  campaignId: string
  streamerId: string | null
}

export const LEDGER_STATES = ['open', 'stuck', 'fulfilled', 'refunded'] as const

/** A day as the address has it, in UTC like the export. */
const day = () =>
  vine
    .date({ formats: ['YYYY-MM-DD'] })
    .transform((date) => DateTime.fromJSDate(date).toFormat('yyyy-MM-dd'))
    .optional()

const filterValidator = vine.create({
  state: vine.enum(LEDGER_STATES).optional(),
  streamer: vine.string().uuid().optional(),
  event: vine.string().uuid().optional(),
  from: day(),
  to: day(),
  /** The last redemption of the page before. */
  after: vine.string().maxLength(100).optional(),
})

/** What a reader of the accounts has asked for. */
export type LedgerFilter = Infer<typeof filterValidator>
export type FilterProblems = Partial<Record<keyof LedgerFilter, string>>

const PROBLEMS: Required<FilterProblems> = {
  state: 'There is no such state.',
  streamer: 'There is no such streamer.',
  event: 'There is no such event.',
  from: 'That is not a day.',
  to: 'That is not a day.',
  after: 'There is no such page.',
}

/** What an address asks for; with a problem, the answer has no lines. */
export async function readLedgerFilter(
  query: Record<string, unknown>
): Promise<{ filter: LedgerFilter; problems: FilterProblems }> {
  const [error, filter] = await filterValidator.tryValidate(query)

  if (error) {
    const fields: { field: string }[] = error.messages
    const isWrong = (name: string) => fields.some(({ field }) => field === name)
    const problems = Object.entries(PROBLEMS).filter(([name]) => isWrong(name))
    return { filter: {}, problems: Object.fromEntries(problems) }
  }

  const isBackwards = filter.from && filter.to && filter.from > filter.to
  return { filter, problems: isBackwards ? { to: 'It ends before it begins.' } : {} }
}

/** Of `redemptions r`: a person has to do something. */
export const IS_STUCK = 'r.settled_at IS NULL AND r.stuck_cause IS NOT NULL'

const STATES: Record<(typeof LEDGER_STATES)[number], string> = {
  open: 'r.settled_at IS NULL',
  stuck: IS_STUCK,
  fulfilled: `r.state = 'fulfilled'`,
  refunded: `r.state = 'refunded'`,
}

/** The condition on `redemptions r`, and its values from `$1`. */
export function ledgerCondition(part: LedgerPart, filter: LedgerFilter): [string, SqlValue[]] {
  const values: SqlValue[] = []
  const place = (value: SqlValue) => `$${values.push(value)}`
  const parts = [`r.campaign_id = ${place(part.campaignId)}`]

  for (const streamerId of [part.streamerId, filter.streamer]) {
    if (streamerId) {
      parts.push(`r.streamer_id = ${place(streamerId)}`)
    }
  }
  if (filter.event) {
    const ofEvent = `campaign_id = $1 AND subject_id = ${place(filter.event)}`
    parts.push(`r.reward_id IN (SELECT id FROM rewards WHERE ${ofEvent})`)
  }
  if (filter.from) {
    parts.push(`r.redeemed_at >= ${place(filter.from)}::timestamp AT TIME ZONE 'UTC'`)
  }
  if (filter.to) {
    const end = `(${place(filter.to)}::timestamp + interval '1 day')`
    parts.push(`r.redeemed_at < ${end} AT TIME ZONE 'UTC'`)
  }
  if (filter.state) {
    parts.push(STATES[filter.state])
  }

  return [parts.join(' AND '), values]
}
