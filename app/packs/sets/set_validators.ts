import vine, { SimpleMessagesProvider } from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { cleanText } from '#core/clean_text'
import { boonSchema } from '#packs/boons/boon'
import { dustPrice } from '#packs/sets/dust_price'
import { LARGEST_DENOMINATOR } from '#packs/sets/chance'
import {
  EFFECTS,
  LARGEST_PACK,
  MOST_CARDS,
  MOST_RARITIES,
  MOST_VARIANTS,
} from '#packs/sets/set_rules'

/** Without what nobody sees; what is left must be something. */
const shortText = (max: number) =>
  vine
    .string()
    .parse((value) => (typeof value === 'string' ? cleanText(value, 4 * max) : value))
    .minLength(1)
    .maxLength(max)

/** Empty when there is none. */
const longText = (max: number) =>
  vine
    .string()
    .parse((value) => value ?? '')
    .trim()
    .maxLength(max)

const whole = (min: number, max: number) => vine.number().withoutDecimals().range([min, max])
const id = () => vine.string().uuid()
const optionalId = () => id().nullable().optional()
const moment = () =>
  vine
    .date({ formats: ['iso8601'] })
    .nullable()
    .optional()

const chance = () =>
  vine
    .object({
      numerator: whole(0, LARGEST_DENOMINATOR),
      denominator: whole(1, LARGEST_DENOMINATOR),
    })
    .use(
      vine.createRule((value, _, field) => {
        const { numerator, denominator } = Object(value)
        if (field.isValid && numerator > denominator) {
          field.report('A chance cannot be more than 1.', 'atMostOne', field)
        }
      })()
    )

/** Which state of the set the page shows. */
export const seenValidator = vine.create({ revision: vine.string().regex(/^\d{1,19}$/) })
const seen = seenValidator.schema.getProperties()

export const newSetValidator = vine.create({ name: shortText(60) })

export const detailsValidator = vine.create({
  ...seen,
  name: shortText(60),
  description: longText(500),
  pictureId: optionalId(),
  startsAt: moment(),
  endsAt: moment(),
})

/** Null takes it back. */
export const lendValidator = vine.create({ ...seen, campaignId: optionalId() })

export const raritiesValidator = vine.create({
  ...seen,
  rarities: vine
    .array(
      vine.object({
        id: optionalId(),
        name: shortText(30),
        colour: vine.string().regex(/^#[0-9a-f]{6}$/i),
        chance: chance(),
        dust: whole(0, 1_000_000),
        dustPrice: dustPrice(1_000_000),
      })
    )
    .minLength(1)
    .maxLength(MOST_RARITIES),
})

export const packValidator = vine.create({
  ...seen,
  packSize: whole(1, LARGEST_PACK),
  pityAfter: whole(1, 1000).nullable().optional(),
  slots: vine
    .array(vine.object({ slot: whole(0, LARGEST_PACK - 1), minimumRarityId: id() }))
    .maxLength(LARGEST_PACK),
})

const CARD = {
  rarityId: id(),
  name: shortText(60),
  text: longText(500),
  pictureId: optionalId(),
  weight: whole(1, 1_000_000),
  boon: boonSchema.nullable().optional(),
  variants: vine
    .array(
      vine.object({
        id: optionalId(),
        name: shortText(30),
        effect: vine.enum(EFFECTS),
        chance: chance(),
      })
    )
    .maxLength(MOST_VARIANTS),
}

export const cardValidator = vine.create({ ...seen, ...CARD })
export const cardsValidator = vine.create({
  ...seen,
  cards: vine.array(vine.object(CARD)).minLength(1).maxLength(MOST_CARDS),
})
export const orderValidator = vine.create({
  ...seen,
  cardIds: vine.array(id()).minLength(1).maxLength(MOST_CARDS),
})

export type DetailsInput = Infer<typeof detailsValidator>
export type RarityInput = Infer<typeof raritiesValidator>['rarities'][number]
export type PackInput = Infer<typeof packValidator>
export type CardInput = Infer<typeof cardsValidator>['cards'][number]
export type VariantInput = CardInput['variants'][number]

const MESSAGES = new SimpleMessagesProvider({
  'revision.required': 'Load the page again.',
  'name.required': 'Give it a name.',
  'name.minLength': 'Give it a name.',
  'name.maxLength': 'The name is too long: {{ max }} characters at most.',
  'text.maxLength': 'The text is too long: {{ max }} characters at most.',
  'description.maxLength': 'The description is too long: {{ max }} characters at most.',
  'colour.regex': 'Choose a colour.',
  'weight.range': 'A weight is a whole number from 1 to 1,000,000.',
  'weight.withoutDecimals': 'A weight is a whole number from 1 to 1,000,000.',
  'rarities.minLength': 'A set needs a rarity.',
  'rarities.maxLength': `A set can have ${MOST_RARITIES} rarities.`,
  'variants.maxLength': `A card can have ${MOST_VARIANTS} variants.`,
  'packSize.range': `A pack has 1 to ${LARGEST_PACK} cards.`,
  'pityAfter.range': 'Choose 1 to 1,000 packs.',
})

for (const validator of [
  newSetValidator,
  detailsValidator,
  raritiesValidator,
  packValidator,
  cardValidator,
  cardsValidator,
]) {
  validator.messagesProvider = MESSAGES
}
