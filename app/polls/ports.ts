import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'

/** How a poll stands, over all channels. */
export interface PollNews {
  pollId: string
  campaignId: string
  question: string
  options: { text: string; votes: number }[]
  total: number
  /** No vote comes any more. */
  isOver: boolean
}

/**
 * What the features above make of a poll. Called inside the transaction that records the
 * news, and must use its `sql`: both hold or neither does.
 */
export abstract class PollListener {
  /**
   * While the poll runs at most once a second, when something has changed; at its end once. A
   * cancelled poll has no end.
   *
   * @returns false when it cannot be taken in now: it is told again
   */
  abstract onPoll(sql: Sql, news: PollNews, deferred: AfterCommit): Promise<boolean>
}
