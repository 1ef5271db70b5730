import type { OverlayPack, OverlaySettings } from '../../contract.ts'
import { bestCards, type BestCard } from '../../packs/best_cards.ts'
import { fanOf, rowOf, type Place } from '../../packs/fan.ts'
import { TEMPO } from '../../packs/pack_length.ts'
import type { Pictures } from '../../packs/pictures.ts'
import { rarityColour } from '../../packs/rarity_colour.ts'
import type { Step } from '../../packs/timeline.ts'
import type { Messages } from '../../text/messages.ts'
import { el } from '../dom.ts'
import { CardView } from './card_view.ts'
import { packHead } from './pack_head.ts'
import { packWrap } from './pack_wrap.ts'
import { summaryPanel } from './summary_panel.ts'

/** Packs of a pile that are drawn; of hundreds nobody counts more. */
const PILE = 3

/** Where a card of the rarest rarity is turned over, and where all of them come from. */
const SPOTLIGHT: Place = { x: 0, y: 20, turn: 0, scale: 1 }
const IN_PACK: Place = { x: 0, y: 30, turn: 0, scale: 0.42 }

export interface PackViewOptions {
  pack: OverlayPack
  pictures: Pictures
  messages: Messages
  settings: OverlaySettings
}

/** A pack on stage. All of it is made at once; each step then only changes what moves and what shows. */
export class PackView {
  readonly element: HTMLElement
  #cards: CardView[]
  #fan: Place[]
  #row: Place[]
  #isCalm: boolean

  constructor({ pack, pictures, messages, settings }: PackViewOptions) {
    const shown = cardsOf(pack)
    this.#isCalm = settings.reducedMotion
    this.#fan = fanOf(shown.length)
    this.#row = rowOf(shown.length)
    this.#cards = shown.map(({ card, viewer }) => {
      const badge = card.isNew ? messages.pack.isNew : null
      const owner = pack.mode === 'batch' ? (viewer ?? messages.pack.somebody) : null
      return new CardView(
        card,
        { colour: rarityColour(card, settings.palette), badge, owner },
        pictures
      )
    })
    this.#place(this.#isCalm || pack.mode === 'batch' ? this.#fan : this.#fan.map(() => IN_PACK))
    this.#cards.forEach(({ element }, index) => element.style.setProperty('--i', String(index)))

    const wraps = pack.packs.slice(0, PILE).map((opening) => packWrap(opening, pictures))
    const stage = el(
      'pack-stage',
      el('pack-wraps', ...wraps),
      ...this.#cards.map(({ element }) => element)
    )
    const parts = [packHead(pack, messages), stage, summaryPanel(pack, messages)]
    this.element = el(`packs packs-${pack.mode}`, el('pack-veil'), ...parts)
    if (pack.mode !== 'batch') this.#setTempo(TEMPO[pack.mode])
  }

  perform(step: Step) {
    switch (step.name) {
      case 'tear':
        return this.#show('tear')
      case 'deal':
        this.#show('deal')
        return this.#place(this.#fan)
      case 'lift':
        this.#show('turn')
        return this.#lift(step)
      case 'turn':
        this.#show('turn')
        return this.#cards[step.card]?.turn()
      case 'rest':
        return this.#rest(step.card)
      case 'summary':
        this.#show('summary')
        this.#cards.forEach((card) => card.turn())
        this.#cards.forEach((card) => card.rest())
        return this.#place(this.#row)
    }
  }

  #show(phase: string) {
    this.element.dataset.phase = phase
  }

  #lift({ card, tier, ms }: Extract<Step, { name: 'lift' }>) {
    const lifted = this.#cards[card]
    lifted?.lift(ms)
    if (tier < 3) return
    this.element.dataset.spotlight = ''
    if (!this.#isCalm) lifted?.moveTo(SPOTLIGHT)
  }

  #rest(card: number) {
    const place = this.#fan[card]
    delete this.element.dataset.spotlight
    this.#cards[card]?.rest()
    if (place) this.#cards[card]?.moveTo(place)
  }

  #place(places: Place[]) {
    places.forEach((place, index) => this.#cards[index]?.moveTo(place))
  }

  #setTempo({ tear, deal, card }: (typeof TEMPO)['full']) {
    this.element.style.setProperty('--tear', `${tear}ms`)
    this.element.style.setProperty('--deal', `${deal}ms`)
    this.element.style.setProperty('--flip', `${Math.min(460, Math.round(card * 0.6))}ms`)
  }
}

function cardsOf({ mode, packs }: OverlayPack): BestCard[] {
  if (mode === 'batch') return bestCards(packs)
  return (packs[0]?.cards ?? []).map((card) => ({ card, viewer: null }))
}
