import { inject } from '@adonisjs/core'
import { Emitter } from '@adonisjs/core/events'
import type { PublicInstance } from '../../../overlay/contract.js'
import type { Sql } from '#core/sql'
import { InstanceChanged } from '#gamification/instance_changed'
import { OPEN_STATUSES_SQL } from '#gamification/instance_row'
import { toFrame } from '#gamification/live/to_frame'
import { type AnnouncedRow, TOLD_COLUMNS, toPublicInstance } from '#gamification/public_instance'
import type { RehearsalShot, RehearsalState } from '#rehearsal/orders'
import type { RehearsalClock } from '#rehearsal/play/fast_clock'

const EVERY_MS = 250
/** How it stands says these already. */
const STATES = ['gamification:instance_created', 'gamification:instance_progress']

/** What is seen of a rehearsal while it goes on. */
export interface Audience {
  state(state: RehearsalState): void
  shot(shot: RehearsalShot): void
}

/** Brings what happens in a rehearsal to whoever watches, in real time. */
@inject()
export class Show {
  #shownAt = 0

  constructor(private emitter: Emitter<Record<string, unknown>>) {}

  begin(audience: Audience, clock: RehearsalClock): void {
    this.emitter.on(InstanceChanged, (change) => {
      if (STATES.includes(change.change.event)) return
      const instance = inRealTime(change.instance, clock)
      const frame = toFrame(new InstanceChanged('', change.streamerId, instance, change.change))
      audience.shot({ streamerId: change.streamerId, frame })
    })
  }

  async state(sql: Sql, audience: Audience, clock: RehearsalClock): Promise<void> {
    if (Date.now() - this.#shownAt < EVERY_MS) return
    this.#shownAt = Date.now()
    const rows = await sql.run<AnnouncedRow>(
      `SELECT i.*, ${TOLD_COLUMNS} FROM instances i WHERE i.status IN (${OPEN_STATUSES_SQL})
       ORDER BY i.started_at, i.id`
    )
    audience.state({
      second: clock.second,
      goals: rows.map((row) => ({
        streamerId: row.streamer_id,
        instance: inRealTime(toPublicInstance(row), clock),
      })),
    })
  }
}

function inRealTime(instance: PublicInstance, clock: RehearsalClock): PublicInstance {
  const { startedAt, expiresAt } = instance
  return {
    ...instance,
    startedAt: clock.toReal(startedAt),
    expiresAt: expiresAt === null ? null : clock.toReal(expiresAt),
  }
}
