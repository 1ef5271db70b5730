import { inject } from '@adonisjs/core'
import { Coalescer } from '#core/coalescer'
import { Broadcaster } from '#core/realtime/broadcaster'
import { streamerPacks } from '#core/realtime/channels'
import type { PackOpeningComplete, PackOpeningStarted } from '#packs/queue/pack_events'

/** Live enough for a person, however fast packs come. */
const EVERY_MS = 500

/** Tells a channel's dashboards what is opened. Which cards it has, and so how long it takes, only once it was shown. */
@inject()
export class TellPacks {
  #changed = new Coalescer<string>(
    EVERY_MS,
    (streamerId) => streamerId,
    (streamerId) =>
      this.broadcaster.send(streamerPacks(streamerId), {
        event: 'packQueueChanged',
        data: { streamerId },
      })
  )

  constructor(private broadcaster: Broadcaster) {}

  started({ streamerId, pack }: PackOpeningStarted): void {
    const { id, mode, isReplay, startedAt, waiting, packs } = pack
    this.broadcaster.send(streamerPacks(streamerId), {
      event: 'packOpeningStarted',
      data: {
        id,
        mode,
        isReplay,
        startedAt,
        waiting,
        packs: packs.map((opening) => ({
          id: opening.id,
          viewer: opening.viewer,
          set: opening.set.name,
        })),
      },
    })
  }

  complete({ streamerId, showingId }: PackOpeningComplete): void {
    this.broadcaster.send(streamerPacks(streamerId), {
      event: 'packOpeningComplete',
      data: { id: showingId },
    })
  }

  queueChanged(streamerId: string): void {
    this.#changed.push(streamerId, streamerId)
  }
}
