import { test } from '@japa/runner'
import fc from 'fast-check'
import { aliasColumns } from '#packs/draw/alias_columns'
import { aliasTable } from '#packs/draw/alias_table'
import { uniformBigInt, uniformNumber } from '#packs/draw/uniform'

const weights = fc
  .array(fc.oneof(fc.constant(0n), fc.bigInt(1n, 12n), fc.bigInt(1n, 10n ** 20n)), {
    minLength: 1,
    maxLength: 30,
  })
  .filter((list) => list.some((weight) => weight > 0n))

/** Bytes that were thought up; reading past them fails. */
function bytesOf(...values: number[]) {
  let at = 0
  return {
    next() {
      if (at === values.length) throw new Error('out of bytes')
      return values[at++]
    },
    read: () => at,
  }
}

test.group('Alias tables', () => {
  test('give each entry exactly its weight times the number of entries', ({ assert }) => {
    fc.assert(
      fc.property(weights, (list) => {
        const { height, own, alias } = aliasColumns(list)
        const shares = list.map(() => 0n)
        own.forEach((part, column) => {
          assert.isTrue(part >= 0n && part <= height)
          shares[column] += part
          shares[alias[column]] += height - part
        })
        assert.deepEqual(
          shares,
          list.map((weight) => weight * BigInt(list.length))
        )
      }),
      { numRuns: 500 }
    )
  })

  test('pair the entries in the order that is published', ({ assert }) => {
    // 3, 1, 6, 2 of 12, times 4: 12, 4, 24, 8. Small: 1, 3; large: 0, 2.
    const first = aliasColumns([3n, 1n, 6n, 2n])
    assert.deepEqual(first.own, [4n, 4n, 12n, 8n])
    // 0 gives 8 to 1 and joins the small ones behind 3; 2 gives 4 to 3, then 8 to 0.
    assert.deepEqual(first.alias, [2, 0, 2, 2])
  })

  test('every value below the bound is one entry, as often as its weight', ({ assert }) => {
    const list = [3n, 1n, 6n, 2n, 0n]
    const table = aliasTable(list)
    const counts = list.map(() => 0)
    for (let value = 0; value < 60; value++) counts[table(bytesOf(value))]++
    assert.deepEqual(counts, [15, 5, 30, 10, 0])
  })

  test('of one entry read nothing; of none, or without a weight, there is none', ({ assert }) => {
    assert.equal(aliasTable([7n])(bytesOf()), 0)
    assert.throws(() => aliasTable([]), RangeError)
    assert.throws(() => aliasTable([0n, 0n]), RangeError)
    assert.throws(() => aliasTable([1n, -1n]), RangeError)
  })

  test('that fit into numbers and those that do not draw the same', ({ assert }) => {
    const rest = Array.from({ length: 13 }, () => 0)
    const list = [1n, 2n, 5n]
    const small = aliasTable(list)
    const large = aliasTable(list.map((weight) => weight * 256n ** 13n))
    for (let value = 0; value < 256; value++) {
      // The last 16 values are drawn again.
      const again = [value, ...rest, 7, ...rest]
      assert.equal(large(bytesOf(...again)), small(bytesOf(value, 7)), String(value))
    }
  })
})

test.group('Uniform whole numbers', () => {
  test('read as few bytes as can hold the largest, big-endian', ({ assert }) => {
    for (const [bound, bytes] of [
      [2, 1],
      [256, 1],
      [257, 2],
      [65_536, 2],
      [65_537, 3],
      [2 ** 48, 6],
    ]) {
      const source = bytesOf(0, 0, 0, 0, 0, 1)
      uniformNumber(bound)(source)
      assert.equal(source.read(), bytes, String(bound))
    }
    assert.equal(uniformNumber(65_536)(bytesOf(1, 2)), 258)
  })

  test('draw again what would make some numbers likelier', ({ assert }) => {
    const byte = fc.integer({ min: 0, max: 255 })
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 2 ** 24 }),
        fc.array(byte, { minLength: 300, maxLength: 300 }),
        (bound, values) => {
          const [few, many] = [bytesOf(...values), bytesOf(...values)]
          const value = uniformNumber(bound)(few)
          assert.isTrue(value >= 0 && value < bound)
          assert.equal(uniformBigInt(BigInt(bound))(many), BigInt(value))
          assert.equal(few.read(), many.read())
        }
      )
    )
    // 256 = 51 * 5 + 1: only 255 is refused.
    assert.equal(uniformNumber(5)(bytesOf(255, 254)), 4)
  })
})
