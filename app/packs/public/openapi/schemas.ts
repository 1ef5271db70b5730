import {
  count,
  flag,
  list,
  object,
  oneOf,
  type Schema,
  text,
  time,
  uuid,
} from '#foundry/openapi/schema'

const orNull = (schema: Schema): Schema => ({ oneOf: [schema, { type: 'null' }] })
const sha256: Schema = { type: 'string', maxLength: 64, description: 'SHA-256 in hex.' }
const number: Schema = { type: 'number' }
const chance: Schema = { ...list(count), description: 'Numerator and denominator.' }
const outcome = object({ id: text(), name: text(), observed: count, expected: number })
const fit = object({
  statistic: { ...orNull(number), description: 'Null when something came that could not.' },
  degrees: count,
  p: { ...orNull(number), description: 'Null when there are too few packs.' },
})

/** Shapes of the card packs' public API. */
export const schemas: Record<string, Schema> = {
  PacksError: object({ error: object({ code: text('For programs.'), message: text() }) }),

  Channel: object({ id: uuid, login: text(), displayName: text() }),

  CardSet: object({
    id: uuid,
    name: text(),
    description: text(),
    pictureUrl: orNull(text('On this server.')),
    isOnSale: flag,
    cost: orNull({ ...count, description: 'Points for a pack.' }),
    startsAt: orNull(time),
    endsAt: orNull(time),
    editionSha256: sha256,
  }),

  Edition: object({
    set: uuid,
    name: text(),
    packSize: count,
    pityAfter: orNull({
      ...count,
      description: 'After so many packs in a row without the top rarity the next one has it.',
    }),
    rarities: list(object({ id: uuid, name: text(), chance })),
    cards: list(
      object({
        id: uuid,
        name: text(),
        rarity: { ...count, description: 'Its index among the rarities; the last is the top one.' },
        weight: { ...count, description: 'Against the other cards of its rarity.' },
        variants: list(object({ id: uuid, name: text(), chance })),
      })
    ),
    slots: {
      ...list(orNull(count)),
      description: 'Of each card of a pack, the least rarity; null is any.',
    },
  }),

  Observed: object({
    packs: count,
    rarities: list(outcome),
    cards: list(outcome),
    looks: { ...list(outcome), description: 'The regular look has no name.' },
    fits: object({ rarity: fit, card: fit, look: fit }),
  }),

  Seed: object({
    sha256,
    firstNumber: count,
    lastNumber: { ...orNull(count), description: 'Null for the seed that is drawn from now.' },
    publishedAt: time,
    revealedAt: orNull(time),
    lostAt: {
      ...orNull(time),
      description:
        'Since then nobody can read it: it is drawn from no more, and its packs cannot be checked.',
    },
    seed: { ...orNull(text()), description: 'In hex, once it is revealed.' },
  }),

  Opening: object({
    number: count,
    redemptionId: text('By Twitch.'),
    redeemedAt: {
      ...time,
      description: 'When it was bought: not before the hash of its seed was published.',
    },
    viewer: object({
      key: text('The same for all packs of a viewer on this channel.'),
      name: { ...orNull(text()), description: 'Null for whoever hides, or has no card that was shown on the channel.' },
    }),
    setId: uuid,
    editionSha256: sha256,
    state: oneOf(['shown', 'refunded']),
    pityBefore: {
      ...orNull(count),
      description: 'Packs in a row without the top rarity before it; null until it is revealed.',
    },
    refundedBefore: {
      ...orNull(count),
      description: 'Which number came next when it was refunded: packs from there on do not count it.',
    },
    shownAt: orNull(time),
    cards: {
      ...orNull(list(object({ slot: count, cardId: uuid, variantId: orNull(uuid) }))),
      description: 'Of a refunded pack null until the seed is revealed.',
    },
  }),

  CollectedCard: object({
    setId: uuid,
    cardId: uuid,
    name: text(),
    position: { ...count, description: 'The number printed on it.' },
    rarity: text(),
    variantId: orNull(uuid),
    variant: orNull(text()),
    copies: count,
    firstShownAt: orNull(time),
    lastShownAt: orNull(time),
    pictureUrl: orNull(text('On this server.')),
  }),

  PublishedEdition: object({ number: count, sha256, publishedAt: time }),

  NextPage: { ...orNull(count), description: 'For `after`; null on the last page.' },

  Collector: object({ login: text(), displayName: text() }),
}
