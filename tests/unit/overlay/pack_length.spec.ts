import { test } from '@japa/runner'
import { packLength } from '../../../overlay/packs/pack_length.ts'

const MODES = ['full', 'fast', 'rares', 'batch'] as const
const one = { cards: 5, hasTop: false, packs: 1 }

test.group('How long a pack takes', () => {
  test('at most 8 s, and 12 s with a card of the rarest rarity', ({ assert }) => {
    for (const mode of MODES) {
      for (const cards of [1, 2, 5, 9, 20, 2000]) {
        const packs = mode === 'batch' ? 400 : 1
        assert.isAtMost(packLength({ mode, cards, packs, hasTop: false }), 8000)
        assert.isAtMost(packLength({ mode, cards, packs, hasTop: true }), 12_000)
      }
    }
  })

  test('the more packs wait, the shorter one is', ({ assert }) => {
    const [full, fast, rares] = MODES.map((mode) => packLength({ mode, ...one }))
    assert.isAbove(full, fast)
    assert.isAbove(fast, rares)
  })

  test('a card of the rarest rarity has its time', ({ assert }) => {
    for (const mode of ['full', 'fast', 'rares'] as const) {
      const top = packLength({ mode, ...one, hasTop: true })
      assert.isAbove(top, packLength({ mode, ...one }) + 1000)
    }
  })
})
