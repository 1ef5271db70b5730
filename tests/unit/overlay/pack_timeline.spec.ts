import { test } from '@japa/runner'
import type { OverlayPack } from '../../../overlay/contract.ts'
import { bestCards } from '../../../overlay/packs/best_cards.ts'
import { fanOf, rowOf } from '../../../overlay/packs/fan.ts'
import { packLength } from '../../../overlay/packs/pack_length.ts'
import { playTime } from '../../../overlay/packs/play_time.ts'
import { rarityColour } from '../../../overlay/packs/rarity_colour.ts'
import { shapeOf, timelineOf } from '../../../overlay/packs/timeline.ts'
import { card, NOW, opening, pack } from '../../support/overlay/fixtures.ts'

const MODES = ['full', 'fast', 'rares', 'batch'] as const

/** A pack of cards of these rarities, 0 to 3. */
const packOf = (mode: OverlayPack['mode'], rarities: number[]) =>
  pack({ mode, packs: [opening({ cards: rarities.map((rarity) => card(rarity)) })] })

const turned = (shown: OverlayPack) =>
  timelineOf(shown).steps.flatMap((step) => (step.name === 'turn' ? [step.card] : []))

test.group('Overlay | timeline of a pack', () => {
  test('cards are turned over one by one, by rising rarity', ({ assert }) => {
    assert.deepEqual(turned(packOf('full', [3, 0, 2, 0, 1])), [1, 3, 4, 2, 0])
    assert.deepEqual(turned(packOf('fast', [0, 0, 1])), [0, 1, 2])
  })

  test('of rares only the two rarest rarities; the others lie open in the summary', ({
    assert,
  }) => {
    assert.deepEqual(turned(packOf('rares', [0, 0, 1, 2, 3])), [3, 4])
    assert.deepEqual(turned(packOf('rares', [0, 0, 1])), [])
  })

  test('never takes longer than the server was told, its steps never go back in time', ({
    assert,
  }) => {
    for (const mode of MODES) {
      for (let size = 1; size <= 20; size++) {
        for (let seed = 0; seed < 12; seed++) {
          const rarities = Array.from({ length: size }, (_, at) => (at * 7 + seed * 5 + size) % 4)
          const shown = packOf(mode, rarities)
          const { steps, length } = timelineOf(shown)
          const times = steps.map(({ at }) => at)
          assert.isAtMost(length, packLength(shapeOf(shown)) + 0.001, `${mode} ${rarities.join()}`)
          assert.deepEqual(
            times,
            [...times].sort((a, b) => a - b)
          )
          assert.equal(steps.at(-1)?.name, 'summary')
          assert.isAbove(length, times.at(-1) ?? 0)
        }
      }
    }
  })

  test('the rarer a card, the longer it is looked at', ({ assert }) => {
    const { steps, length } = timelineOf(packOf('full', [0, 1, 2, 3]))
    const starts = [0, 1, 2, 3].map(
      (index) => steps.find((step) => 'card' in step && step.card === index)?.at ?? 0
    )
    const summary = steps.at(-1)?.at ?? length
    const shares = [...starts.slice(1), summary].map((end, index) => end - (starts[index] ?? 0))
    assert.deepEqual(
      shares,
      [...shares].sort((a, b) => a - b)
    )
    assert.isAbove(shares[3] ?? 0, 3000)
  })

  test('a pack without cards goes to its summary', ({ assert }) => {
    assert.deepEqual(
      timelineOf(packOf('full', [])).steps.map(({ name }) => name),
      ['tear', 'deal', 'summary']
    )
  })

  test('of many packs the best cards come first, with their owners', ({ assert }) => {
    const foil = { name: 'Foil', effect: 'foil' as const }
    const best = bestCards([
      opening({ viewer: 'Mirelle', cards: [card(0), card(2), card(2, { isNew: false })] }),
      opening({ viewer: null, cards: [card(1), card(3), card(0, { variant: foil })] }),
      opening({ viewer: 'Nyx', cards: [card(2, { variant: foil }), card(0)] }),
    ])
    assert.deepEqual(
      best.slice(0, 6).map((one) => [one.card.rarity.position, one.viewer]),
      [
        [3, null],
        [2, 'Nyx'],
        [2, 'Mirelle'],
        [2, 'Mirelle'],
        [1, null],
        [0, null],
      ]
    )
    assert.lengthOf(best, 7)
    assert.isTrue(best[2]?.card.isNew)
  })
})

test.group('Overlay | a pack that has begun already', () => {
  const shown = packOf('full', [0, 0, 0, 0, 0])

  test('is played anew as long as the server waits for it', ({ assert }) => {
    const { length } = timelineOf(shown)
    assert.deepEqual(playTime(shown, NOW), { kind: 'whole', length })
    assert.equal(playTime(shown, NOW + shown.lengthMs - 800).kind, 'whole')
  })

  test('then goes to its summary, then is left out', ({ assert }) => {
    const late = playTime(shown, NOW + shown.lengthMs)
    assert.equal(late.kind, 'summary')
    assert.isAtMost(late.length, shown.lengthMs)
    const latest = playTime(shown, NOW + 2 * shown.lengthMs - 2000)
    assert.deepEqual(latest, { kind: 'summary', length: 1300 })
    assert.equal(playTime(shown, NOW + 2 * shown.lengthMs - 1000).kind, 'nothing')
    assert.equal(playTime(shown, NOW + 60_000_000).length, 0)
  })
})

test.group('Overlay | where cards lie', () => {
  test('side by side within the stage, none over another, however many', ({ assert }) => {
    for (let count = 1; count <= 20; count++) {
      for (const places of [fanOf(count), rowOf(count)]) {
        assert.lengthOf(places, count)
        places.forEach((place, index) => {
          assert.isAtMost(Math.abs(place.x) + 200 * place.scale, 800)
          assert.isAtMost(Math.abs(place.y) + 280 * place.scale, 320)
          const next = places[index + 1]
          if (next && next.x > place.x) assert.isAbove(next.x - place.x, 400 * place.scale)
        })
      }
    }
  })

  test('rarities keep their distance for every kind of colour vision', ({ assert }) => {
    const colours = [0, 1, 2, 3].map((rarity) => rarityColour(card(rarity), 'colour_blind'))
    assert.lengthOf(new Set(colours), 4)
    assert.equal(rarityColour(card(2), 'default'), card(2).rarity.colour)
  })
})
