import type { Boon } from '#packs/boons/boon'
import type { Chance } from '#packs/sets/chance'
import type { Effect } from '#packs/sets/set_rules'
import type { EditableCard } from '~/types'

export interface VariantFields {
  /** Of the row on this page. */
  key: string
  id: string | null
  name: string
  effect: Effect
  chance: Chance | null
}

/** What the form of a card holds. */
export interface CardFields {
  rarityId: string
  name: string
  text: string
  pictureId: string | null
  weight: number
  boonKind: 'none' | Boon['kind']
  factor: number
  label: string
  variants: VariantFields[]
}

export const newCard = (rarityId: string): CardFields => ({
  rarityId,
  name: '',
  text: '',
  pictureId: null,
  weight: 1,
  boonKind: 'none',
  factor: 2,
  label: '',
  variants: [],
})

export const fieldsOf = ({ boon, variants, ...card }: EditableCard): CardFields => ({
  rarityId: card.rarityId,
  name: card.name,
  text: card.text,
  pictureId: card.pictureId,
  weight: card.weight,
  boonKind: boon?.kind ?? 'none',
  factor: boon?.kind === 'multiplier' ? boon.factor : 2,
  label: boon?.kind === 'action' ? boon.label : '',
  variants: variants.map((variant) => ({ ...variant, key: variant.id })),
})

/** As the server takes it. An action keeps the event it is played by. */
export function cardInput({ boonKind, factor, label, ...fields }: CardFields, before: Boon | null) {
  const eventId = before?.kind === 'action' ? (before.eventId ?? null) : null
  const boons: Record<CardFields['boonKind'], Boon | null> = {
    none: null,
    multiplier: { kind: 'multiplier', factor },
    action: { kind: 'action', label, eventId },
  }
  return {
    ...fields,
    boon: boons[boonKind],
    variants: fields.variants.map(({ key: _, ...variant }) => variant),
  }
}

/** A card as it is, to be saved with one thing changed. */
export const unchangedInput = (card: EditableCard) => cardInput(fieldsOf(card), card.boon)

/** Adding a card or changing one, the server names the same fields in two ways. */
export const fieldErrors = (
  errors: Partial<Record<string, string>>
): Partial<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(errors).map(([field, message]) => [field.replace(/^cards\.0\./, ''), message])
  )
