import type { OverlayCard } from '../../contract.ts'
import { transformOf, type Place } from '../../packs/fan.ts'
import type { Pictures } from '../../packs/pictures.ts'
import { tierOf, type Tier } from '../../packs/tier.ts'
import { el } from '../dom.ts'
import { sparks } from '../magic.ts'
import { cardBack, cardFront } from './card_face.ts'
import { raysSprite } from './rays_sprite.ts'

const SPARKS: Record<Tier, number> = { 0: 0, 1: 0, 2: 12, 3: 26 }

export interface CardLook {
  colour: string
  /** Words on its badge; null when it is not new. */
  badge: string | null
  /** Whose it is, where cards of several viewers lie together. */
  owner: string | null
}

/** One card on stage: where it is, which side is up, and how much is made of it. */
export class CardView {
  readonly element: HTMLElement
  readonly tier: Tier
  #body: HTMLElement

  constructor(card: OverlayCard, look: CardLook, pictures: Pictures) {
    this.tier = tierOf(card)
    this.#body = el('pack-body', cardBack(), cardFront(card, pictures))
    if (look.badge !== null) this.#body.append(el('pack-badge', look.badge))
    this.element = el('pack-card', ...this.#light(look.colour), this.#body)
    if (this.tier >= 2) this.element.append(el('pack-flash'), sparks(SPARKS[this.tier]))
    if (look.owner !== null) this.element.append(el('pack-owner', look.owner))
    this.element.style.setProperty('--rarity', look.colour)
    this.element.dataset.tier = String(this.tier)
    if (card.variant) this.element.dataset.effect = card.variant.effect
  }

  moveTo(place: Place) {
    this.element.style.transform = transformOf(place)
  }

  /** `ms` is how long attention may grow. */
  lift(ms: number) {
    this.element.style.setProperty('--lift', `${Math.round(ms)}ms`)
    this.element.dataset.lifted = ''
  }

  turn() {
    this.element.dataset.up = ''
  }

  rest() {
    delete this.element.dataset.lifted
  }

  /** Common cards turn over without a light of their own. */
  #light(colour: string): Element[] {
    if (this.tier === 0) return []
    const glow = el('pack-glow')
    return this.tier === 3 ? [glow, raysSprite(colour)] : [glow]
  }
}
