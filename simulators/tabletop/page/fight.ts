import { make } from './dom.ts'
import { notify } from './notifications.ts'
import type { Tabletop } from './tabletop.ts'

/** Where everybody sees whether a fight is on, and a GM leads it: set up, begin, rounds, end. */
export class FightPanel {
  readonly element: HTMLElement
  #table: Tabletop
  #state = make('p', { 'class': 'state', 'role': 'status', 'data-testid': 'fight-state' })
  #lead: HTMLButtonElement
  #next: HTMLButtonElement

  constructor(table: Tabletop) {
    this.#table = table
    this.#lead = this.#button('fight', () => this.#goOn())
    this.#next = this.#button('fight-next', () => this.#combat?.nextRound())
    this.#next.textContent = 'Next round'
    const buttons = table.me.isGM ? [this.#lead, this.#next] : []
    this.element = make('div', { class: 'fight' }, this.#state, ...buttons)
    this.draw()
  }

  /** The same buttons stay, so that the focus does. */
  draw() {
    const combat = this.#combat
    this.#state.textContent = stateOf(combat?.round)
    this.element.classList.toggle('on', combat?.started === true)
    this.#lead.textContent = leadOf(combat?.round)
    this.#next.hidden = !combat?.started
  }

  get #combat() {
    return this.#table.combats.contents.at(0)
  }

  #goOn() {
    const combat = this.#combat
    if (!combat) return this.#table.line.ask({ op: 'createCombat' })
    return combat.started ? combat.delete() : combat.startCombat()
  }

  #button(testid: string, work: () => Promise<unknown> | undefined) {
    const button = make('button', { 'type': 'button', 'data-testid': testid })
    button.addEventListener('click', () => {
      work()?.catch(({ message }: Error) => notify('error', message))
    })
    return button
  }
}

function stateOf(round: number | undefined) {
  if (round === undefined) return 'No fight'
  return round === 0 ? 'A fight is set up' : `A fight is on, round ${round}`
}

function leadOf(round: number | undefined) {
  if (round === undefined) return 'Set up a fight'
  return round === 0 ? 'Begin the fight' : 'End the fight'
}
