const at = '2026-03-06T18:00:00.000Z'
const sha256 = '71ba3a19b4af43c54938a5d17c12b9007b13b87336417b91359c7a88fe42e01a'
const seedSha256 = '5138b9f1f1ab0d1a81755823f1c736a60da2a2c4f524e4220cbc3ab78fc197e6'
const setId = '0199b2c0-5a7e-7c3e-9a53-6d1f0e0c7a11'
const rarityId = '0199b2c0-5a7e-7c3e-9a53-6d1f0e0c7a12'
const cardId = '0199b2c0-5a7e-7c3e-9a53-6d1f0e0c7a13'
const channel = { id: '0199b2c0-5a7e-7c3e-9a53-6d1f0e0c7a14', login: 'mira', displayName: 'Mira' }

const cardSet = {
  id: setId,
  name: 'The sunken crown',
  description: '',
  pictureUrl: null,
  isOnSale: true,
  cost: 500,
  startsAt: null,
  endsAt: null,
  editionSha256: sha256,
}

export const odds = {
  cards: [{ id: cardId, name: 'The lamp keeper', rarity: 0, variants: [], weight: 1 }],
  name: 'The sunken crown',
  packSize: 1,
  pityAfter: null,
  rarities: [{ chance: [1, 1], id: rarityId, name: 'Common' }],
  set: setId,
  slots: [null],
}

export const sets = { channel, sets: [cardSet] }
export const set = {
  channel,
  set: cardSet,
  odds,
  editions: [{ number: 1, sha256, publishedAt: at }],
}

const fit = { statistic: 3.9, degrees: 4, p: 0.42 }
export const observed = {
  packs: 210,
  rarities: [{ id: rarityId, name: 'Common', observed: 620, expected: 630 }],
  cards: [{ id: cardId, name: 'The lamp keeper', observed: 31, expected: 31.5 }],
  looks: [{ id: '', name: '', observed: 940, expected: 945 }],
  fits: { rarity: fit, card: fit, look: fit },
}

const oneSeed = {
  sha256: seedSha256,
  firstNumber: 1,
  lastNumber: 1,
  publishedAt: at,
  revealedAt: at,
  lostAt: null,
  seed: 'b1946ac92492d2347c6235b4d2611184b1946ac92492d2347c6235b4d2611184',
}
export const seeds = { channel, seeds: [oneSeed] }
export const seed = {
  channel,
  seed: oneSeed,
  openings: [
    {
      number: 1,
      redemptionId: '17fa2df1-ad76-4804-bfa5-a40ef63efe63',
      redeemedAt: at,
      viewer: { key: '8f14e45fceea167a', name: 'Nyx' },
      setId,
      editionSha256: sha256,
      state: 'shown',
      pityBefore: 0,
      refundedBefore: null,
      shownAt: at,
      cards: [{ slot: 0, cardId, variantId: null }],
    },
  ],
  next: null,
}

export const collection = {
  channel,
  viewer: { login: 'nyx', displayName: 'Nyx' },
  cards: [
    {
      setId,
      cardId,
      name: 'The lamp keeper',
      position: 1,
      rarity: 'Common',
      variantId: null,
      variant: null,
      copies: 2,
      firstShownAt: at,
      lastShownAt: at,
      pictureUrl: null,
    },
  ],
}
