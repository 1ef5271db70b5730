import { make } from './dom.ts'
import type { Tabletop } from './tabletop.ts'

const ANIMATION_MS = 1200

/** Stands for Dice So Nice: dice on the table, and who wants to can wait for them. */
export class DiceAnimation {
  #table: Tabletop
  #running = new Map<string, Promise<boolean>>()

  constructor(table: Tabletop) {
    this.#table = table
  }

  /** Called before any module hears of the message. */
  begin(messageId: string, faces: number[]) {
    const { dice } = this.#table.switches
    if (dice === 'off' || faces.length === 0) return
    const shown = make(
      'div',
      { 'class': 'rolling', 'aria-hidden': 'true' },
      ...faces.slice(0, 6).map((face) => make('span', { class: 'die' }, String(face)))
    )
    document.querySelector('.scene')?.append(shown)
    const rest = new Promise<boolean>((resolve) => {
      setTimeout(() => {
        shown.remove()
        if (dice === 'on') resolve(true)
      }, ANIMATION_MS)
    })
    this.#running.set(messageId, rest)
  }

  waitFor3DAnimationByMessageID(messageId: string) {
    return this.#running.get(messageId) ?? Promise.resolve(false)
  }
}
