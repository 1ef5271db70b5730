import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { Broadcaster } from '#core/realtime/broadcaster'
import { overlayChannel } from '#core/realtime/channels'
import { onLucid } from '#core/sql'
import { keepOneShot } from '#overlays/one_shots'
import type { RedemptionsCaughtUp } from '#rewards/redemptions_caught_up'

/** Shows on a streamer's overlay that what was missed has been found. */
@inject()
export class TellCaughtUp {
  constructor(private broadcaster: Broadcaster) {}

  /** The points are safe by now: a notice that cannot be shown is only written down. */
  async handle({ streamerId, count, gapSeconds }: RedemptionsCaughtUp): Promise<void> {
    try {
      const kept = await keepOneShot(onLucid(db.connection()), streamerId, {
        event: 'ledger:caught_up',
        data: { count, gapSeconds },
      })
      if (kept) this.broadcaster.send(overlayChannel(kept.overlayId), kept.shot)
    } catch (error) {
      logger.error({ event: 'overlay.frame_lost', err: error }, 'A frame reached no overlay')
    }
  }
}
