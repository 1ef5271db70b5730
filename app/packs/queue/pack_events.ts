import { BaseEvent } from '@adonisjs/core/events'
import type { OverlayPack } from '../../../overlay/contract.js'

/** The overlay has something to play, told after the commit. Nobody else may know the cards yet. */
export class PackOpeningStarted extends BaseEvent {
  constructor(
    public readonly streamerId: string,
    public readonly pack: OverlayPack
  ) {
    super()
  }
}

/** The overlay may not have heard of what it is to play: it is told again, and plays it once. */
export class PackOpeningRepeated extends BaseEvent {
  constructor(
    public readonly streamerId: string,
    public readonly pack: OverlayPack
  ) {
    super()
  }
}

/** It was shown, or taken for shown: the cards are public. */
export class PackOpeningComplete extends BaseEvent {
  constructor(
    public readonly streamerId: string,
    public readonly showingId: string
  ) {
    super()
  }
}

/** The channel's queue is another one: dashboards read it again. */
export class PackQueueChanged extends BaseEvent {
  constructor(public readonly streamerId: string) {
    super()
  }
}
