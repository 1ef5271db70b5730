import type { InstanceStatus } from '../../overlay/contract.js'
import type { TriggerFacts } from '#gamification/handlers/trigger_facts'
import type { InstanceRules } from '#gamification/instance_rules'

/** A row of `instances` as PostgreSQL answers it to a bare query. */
export interface InstanceRow {
  id: string
  campaign_id: string
  event_id: string
  /** Null for a group instance. */
  streamer_id: string | null
  kind: 'individual' | 'group'
  mode: 'consume' | 'open' | 'immediate'
  status: InstanceStatus
  objective: number
  progress: number
  version: number
  viewer_count: number
  rules: InstanceRules
  roll_id: string | null
  trigger_facts: TriggerFacts | null
  approval_required: boolean
  reason: string | null
  started_at: Date
  armed_at: Date | null
  consumed_at: Date | null
  expires_at: Date | null
  ended_at: Date | null
}

/** Statuses in which an instance is still going on. */
export const OPEN_STATUSES = ['active', 'armed', 'awaiting_approval', 'executing'] as const

/** The same for SQL. */
export const OPEN_STATUSES_SQL = OPEN_STATUSES.map((status) => `'${status}'`).join(', ')
