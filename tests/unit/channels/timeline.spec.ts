import { test } from '@japa/runner'
import fc from 'fast-check'
import { type Fact, type Span, spansOf } from '#channels/history/timeline'

type Row = Span<Row, string>
type TestFact = Fact<Row, string>

const SOURCES = {
  start: 'twitch.eventsub',
  end: 'twitch.eventsub',
  seen: 'twitch.poll',
  absent: 'inferred',
} as const

const fact = (is: TestFact['is'], at: number): TestFact => ({
  is,
  at,
  source: SOURCES[is],
  told: '',
})

const merge = (_earlier: string, later: string) => later

/** A span read back as the facts it was made of, as its table does it. */
function factsOf(row: Row): TestFact[] {
  const { startedAt, startSource, endedAt, endSource, seenAt } = row
  const isSeen = startSource === 'twitch.poll'
  return [
    ...(startedAt === null ? [] : [{ ...fact(isSeen ? 'seen' : 'start', startedAt), row }]),
    ...(seenAt === null ? [] : [{ ...fact('seen', seenAt), row }]),
    ...(endedAt === null
      ? []
      : [{ ...fact(endSource === 'inferred' ? 'absent' : 'end', endedAt), row }]),
  ]
}

const add = (rows: Row[], facts: TestFact[]) => spansOf([...rows.flatMap(factsOf), ...facts], merge)

const plain = (spans: Row[]) => spans.map(({ startedAt, endedAt }) => [startedAt, endedAt])

test.group('What lasts, put in order', () => {
  test('{0}')
    .with<[string, TestFact[], (number | null)[][]][]>([
      ['it begins', [fact('start', 1)], [[1, null]]],
      ['it begins and ends', [fact('start', 1), fact('end', 2)], [[1, 2]]],
      ['only its end is told', [fact('end', 2)], [[null, 2]]],
      [
        'it begins again although no end was told',
        [fact('start', 1), fact('start', 3)],
        [
          [1, 3],
          [3, null],
        ],
      ],
      ['a list finds it', [fact('seen', 4)], [[4, null]]],
      [
        'a list finds it, and its start comes late',
        [fact('seen', 4), fact('start', 1)],
        [[1, null]],
      ],
      [
        'a list had it after an end that comes late',
        [fact('start', 1), fact('seen', 4), fact('end', 3)],
        [
          [1, 3],
          [4, null],
        ],
      ],
      ['a list lacks it', [fact('start', 1), fact('absent', 4)], [[1, 4]]],
      [
        'a list lacks it, and its end comes late',
        [fact('start', 1), fact('absent', 4), fact('end', 3)],
        [[1, 3]],
      ],
      ['a list lacks what never began', [fact('absent', 4)], []],
    ])
    .run(({ assert }, [, facts, spans]) => {
      assert.deepEqual(plain(spansOf(facts, merge)), spans)
      assert.deepEqual(plain(spansOf(facts.toReversed(), merge)), spans)
    })

  test('events in any order, one by one or together, make the same history', ({ assert }) => {
    const events = fc.uniqueArray(
      fc.record({ is: fc.constantFrom('start' as const, 'end' as const), at: fc.nat(20) }),
      { selector: ({ is, at }) => `${is}${at}`, maxLength: 12 }
    )
    const shuffled = events.chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.shuffledSubarray(list, { minLength: list.length }),
        fc.nat(list.length)
      )
    )
    fc.assert(
      fc.property(shuffled, ([list, order, cut]) => {
        const facts = (some: typeof list) => some.map(({ is, at }) => fact(is, at))
        const clean = spansOf(facts(list), merge)

        let oneByOne: Row[] = []
        for (const one of facts(order)) oneByOne = add(oneByOne, [one])
        const inTwo = add(add([], facts(order.slice(0, cut))), facts(order.slice(cut)))

        assert.deepEqual(plain(oneByOne), plain(clean))
        assert.deepEqual(plain(inTwo), plain(clean))
      }),
      { numRuns: 500 }
    )
  })

  test('with lists in between, what is now so comes out the same', ({ assert }) => {
    const anything = fc.uniqueArray(
      fc.record({
        is: fc.constantFrom('start' as const, 'end' as const, 'seen' as const),
        at: fc.nat(20),
      }),
      { selector: ({ at }) => at, maxLength: 12 }
    )
    const shuffled = anything.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))
    )
    fc.assert(
      fc.property(shuffled, ([list, order]) => {
        const clean = spansOf(
          list.map(({ is, at }) => fact(is, at)),
          merge
        )
        let rows: Row[] = []
        for (const { is, at } of order) rows = add(rows, [fact(is, at)])

        const lasts = (spans: Row[]) => spans.some(({ endedAt }) => endedAt === null)
        assert.equal(lasts(rows), lasts(clean))
        const ends = (spans: Row[]) =>
          spans.flatMap(({ endSource, endedAt }) =>
            endSource === 'twitch.eventsub' ? [endedAt] : []
          )
        assert.sameMembers(ends(rows), ends(clean))
      }),
      { numRuns: 500 }
    )
  })

  test('a stored span goes on as itself', ({ assert }) => {
    const [open] = spansOf([fact('start', 5)], merge)
    const [ended] = add([open], [fact('end', 8)])
    assert.strictEqual(ended.row, open)
    const [early, late] = add([ended], [fact('start', 7)])
    assert.strictEqual(early.row, ended)
    assert.isNull(late.row)
    const [completed] = add(spansOf([fact('end', 8)], merge), [fact('start', 2)])
    assert.deepEqual([completed.startedAt, completed.row?.startedAt], [2, null])
  })
})
