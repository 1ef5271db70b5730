import type { WidgetSettings } from '../contract.ts'
import { el } from './dom.ts'

/** A place on the stage that a widget's content is centred on. */
export class Slot {
  readonly element: HTMLElement

  constructor(name: string) {
    this.element = el(`slot slot-${name}`)
  }

  place({ shown, x, y, scale }: WidgetSettings) {
    this.element.hidden = !shown
    this.element.style.left = `${x}%`
    this.element.style.top = `${y}%`
    this.element.classList.toggle('slot-high', y < 40)
    this.element.classList.toggle('slot-low', y > 60)
    this.element.style.transform = `translate(-50%, -50%) scale(${scale})`
  }
}
