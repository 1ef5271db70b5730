/** Something that does not add up, with both sides as they were read. */
export interface Difference {
  kind:
    | 'missing_in_ledger'
    | 'missing_on_twitch'
    | 'status'
    | 'reward_deleted'
    | 'totals'
    | 'progress'
    | 'executions'
    | 'contribution'
    | 'left_open'
    | 'history'
    | 'outcome'
    | 'account'
    | 'viewer'
  /** The redemption, instance or campaign, by id. */
  about: string
  /** Whose channel it is on; null where it is on none. */
  channel: string | null
  ledger: string
  /** What Twitch says, or what the rest of the ledger says. */
  other: string
  sentence: string
}

/** Two looks at the same thing find the same difference under the same key. */
export const keyOf = ({ kind, about, ledger, other }: Difference): string =>
  [kind, about, ledger, other].join('/')
