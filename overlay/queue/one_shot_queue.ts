import type { Clock } from './clock.ts'

/** Pause between two scenes, milliseconds: the first one's way out. */
export const PAUSE_MS = 450

/** With more than this many waiting, scenes are shortened. */
const HURRY_ABOVE = 3
const HURRY = 0.6

export interface QueueOptions<Item> {
  clock: Clock
  /** Natural length in milliseconds; 0 passes the item over. Asked when its turn has come. */
  lengthOf(item: Item): number
  /** `pace` is 1, or less when many wait. */
  show(item: Item, pace: number): void
  /** Whether it may be shortened; all may when left out. */
  canHurry?(item: Item): boolean
  hide(item: Item): void
  /** Its time is over, or it was passed over: it will not come again. */
  played(item: Item): void
}

/**
 * Plays one item at a time, in order. Timers drive it: a hidden browser source
 * fires no `animationend`, and a scene that throws must not stop the next one.
 */
export class OneShotQueue<Item> {
  #options: QueueOptions<Item>
  #waiting: Item[] = []
  #busy = false
  #playing: { item: Item; cut: () => void } | null = null
  #onIdle: (() => void)[] = []

  constructor(options: QueueOptions<Item>) {
    this.#options = options
  }

  push(item: Item) {
    this.#waiting.push(item)
    if (!this.#busy) this.#next()
  }

  /** Takes out what has become pointless; what plays ends at once. Neither counts as played. */
  drop(isPointless: (item: Item) => boolean) {
    this.#waiting = this.#waiting.filter((item) => !isPointless(item))
    if (this.#playing && isPointless(this.#playing.item)) this.#playing.cut()
  }

  /** Runs the work when nothing plays or waits, which may be now. */
  whenIdle(work: () => void) {
    if (this.#busy) this.#onIdle.push(work)
    else work()
  }

  #next() {
    const item = this.#waiting.shift()
    this.#busy = item !== undefined
    if (item === undefined) {
      for (const work of this.#onIdle.splice(0)) work()
      return
    }

    const length = this.#options.lengthOf(item)
    if (length <= 0) this.#finish(item)
    else this.#play(item, length)
  }

  #play(item: Item, length: number) {
    const { clock, show, hide, canHurry = () => true } = this.#options
    const pace = this.#waiting.length > HURRY_ABOVE && canHurry(item) ? HURRY : 1
    let isOver = false
    const end = (next: () => void) => {
      if (isOver) return
      isOver = true
      this.#playing = null
      this.#guard(() => hide(item))
      clock.after(PAUSE_MS, next)
    }
    this.#playing = { item, cut: () => end(() => this.#next()) }
    this.#guard(() => show(item, pace))
    clock.after(length * pace, () => end(() => this.#finish(item)))
  }

  #finish(item: Item) {
    this.#guard(() => this.#options.played(item))
    this.#next()
  }

  #guard(work: () => void) {
    try {
      work()
    } catch (error) {
      console.warn('Crowdcrit: a scene could not be shown', error)
    }
  }
}
