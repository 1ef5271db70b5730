import type { AfterCommit } from '#core/transact'
import { type InstanceChange, InstanceChanged } from '#gamification/instance_changed'
import { type AnnouncedRow, toPublicInstance } from '#gamification/public_instance'

/** Tells whoever shows instances about a change, after the commit. */
export function announce(after: AfterCommit, row: AnnouncedRow, change: InstanceChange): void {
  const instance = toPublicInstance(row)
  after.afterCommit(() =>
    InstanceChanged.dispatch(row.campaign_id, row.streamer_id, instance, change)
  )
}
