import { test } from '@japa/runner'
import { testSql } from '#tests/support/fixtures'

/** References from or to a table of the packs that no index begins with: deleting what they lead to reads the whole table. */
const UNINDEXED = `
  SELECT c.conname AS name FROM pg_constraint c
  WHERE c.contype = 'f'
    AND (c.conrelid::regclass::text = ANY ($1::text[]) OR c.confrelid::regclass::text = ANY ($1::text[]))
    AND NOT EXISTS (SELECT FROM pg_index i
      WHERE i.indrelid = c.conrelid AND i.indkey[0] = ANY (c.conkey)
        AND (i.indpred IS NULL OR pg_get_expr(i.indpred, i.indrelid) LIKE '%IS NOT NULL%'))
  ORDER BY 1`

const TABLES = [
  ['pictures', 'card_sets', 'card_rarities', 'cards', 'card_variants', 'set_editions'],
  ['pack_slots', 'pack_offers', 'pack_seeds', 'pack_queues', 'pack_showings', 'pack_pity'],
  ['openings', 'opening_cards', 'collections', 'collection_changes', 'dust_balances'],
  ['dust_rates', 'boons'],
].flat()

test.group('Packs | references', () => {
  test('what refers to a row is found by an index when the row is deleted', async ({ assert }) => {
    const found = await testSql().run<{ name: string }>(UNINDEXED, [TABLES])
    const known = await testSql().run('SELECT FROM pg_tables WHERE tablename = ANY ($1::text[])', [
      TABLES,
    ])

    assert.deepEqual(
      found.map(({ name }) => name),
      []
    )
    assert.lengthOf(known, TABLES.length)
  })
})
