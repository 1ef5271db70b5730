/**
 * What was agreed when an instance started, kept in `instances.rules`: later
 * edits of the event do not change a running instance. Each value is the
 * streamer's own, else the campaign's, else the event's default.
 */
export type InstanceRules = {
  eventName: string
  /** Channel points for one redemption. */
  cost: number
  /** The objective is `max(minimum, round(viewers x coefficient))`. */
  coefficient: number
  minimum: number
  /** How long an instance collects. */
  durationSeconds: number
  /** How long it waits armed; null: until the collecting time would have ended. */
  armedSeconds: number | null
  /** Starts when an instance completes, and only then. */
  cooldownSeconds: number
  /** Redemptions of one viewer that count in one instance, and in one stream. */
  viewerCap: number | null
  viewerStreamCap: number | null
  overshoot: 'refund' | 'roll_over'
  triggerId: string
  triggerSettings: Record<string, unknown>
  actionId: string
  actionSettings: Record<string, unknown>
  approvalRequired: boolean
}
