import { cleanText } from '#core/clean_text'
import type { Column } from '#packs/imports/read_rows'
import { type Chance, missingTo1, parseChance, sumOfChances } from '#packs/sets/chance'
import { EFFECTS, type Effect, MOST_VARIANTS } from '#packs/sets/set_rules'
import { storableText } from '#core/storable_input'

const LONGEST_NAME = 60
const LONGEST_VARIANT = 30
const LONGEST_TEXT = 500
const LARGEST_WEIGHT = 1_000_000
const VARIANT = /^(.+?)\s*(?:\(([a-z]+)\))?\s*[:=]?\s+(\S+(?: ?%)?)$/i

export interface PlannedVariant {
  name: string
  effect: Effect
  chance: Chance
}

/** A card as a row says it, its picture still by name. */
export interface PlannedCard {
  line: number | null
  name: string
  text: string
  rarityId: string
  weight: number
  picture: string
  variants: PlannedVariant[]
}

/** The card of a row, or what is wrong with it, all at once. */
export function cardOfRow(
  of: Record<Column, string>,
  rarities: Map<string, string>
): { card: Omit<PlannedCard, 'line'> | null; messages: string[] } {
  const messages: string[] = []
  const name = cleanText(of.name, 4 * LONGEST_NAME)
  const text = storableText(of.text).trim()
  const rarityId = rarities.get(of.rarity.toLowerCase())
  const weight = of.weight === '' ? 1 : Number(of.weight)
  if (name === '') messages.push('The card has no name.')
  if (name.length > LONGEST_NAME)
    messages.push(`The name is longer than ${LONGEST_NAME} characters.`)
  if (text.length > LONGEST_TEXT)
    messages.push(`The text is longer than ${LONGEST_TEXT} characters.`)
  if (!rarityId) {
    const known = [...rarities.keys()].join(', ')
    messages.push(`There is no rarity “${cleanText(of.rarity, 40)}”. This set has: ${known}.`)
  }
  if (!Number.isInteger(weight) || weight < 1 || weight > LARGEST_WEIGHT) {
    messages.push(
      `The weight “${cleanText(of.weight, 20)}” is no whole number from 1 to 1,000,000.`
    )
  }
  const { variants, message } = variantsOf(of.variants)
  if (message) messages.push(message)
  const card = { name, text, rarityId: rarityId ?? '', weight, picture: of.picture, variants }
  return { card: messages.length === 0 ? card : null, messages }
}

/** "Foil 1/20; Gold leaf (gilded) 0.5 %" */
function variantsOf(written: string): { variants: PlannedVariant[]; message?: string } {
  const parts = written
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const variants = parts.map(variantOf).filter((variant) => variant !== null)
  if (variants.length < parts.length || parts.length > MOST_VARIANTS) {
    return {
      variants: [],
      message: `The variants “${cleanText(written, 60)}” cannot be read. Write them like: Foil 1/20; Gold leaf (gilded) 0.5 %`,
    }
  }
  const names = new Set(variants.map(({ name }) => name.toLowerCase()))
  const isTooMuch = missingTo1(sumOfChances(variants.map(({ chance }) => chance))).numerator < 0n
  if (names.size < variants.length || isTooMuch) {
    const message = isTooMuch
      ? 'Together the variants are more than 100 %.'
      : 'Two variants have the same name.'
    return { variants: [], message }
  }
  return { variants }
}

const isEffect = (name: string): name is Effect => EFFECTS.some((effect) => effect === name)

function variantOf(written: string): PlannedVariant | null {
  const [, label = '', look = '', odds = ''] = VARIANT.exec(written) ?? []
  const chance = parseChance(odds)
  const name = cleanText(label, 4 * LONGEST_VARIANT)
  const effect = (look || name).toLowerCase()
  if (!chance || name === '' || name.length > LONGEST_VARIANT || (look && !isEffect(effect))) {
    return null
  }
  return { name, effect: isEffect(effect) ? effect : 'foil', chance }
}
