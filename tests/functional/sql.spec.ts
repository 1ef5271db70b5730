import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { kept } from '#core/prepared_names'
import { onLucid, type Sql } from '#core/sql'
import { transact } from '#core/transact'

const probes = (sql: Sql) => sql.run<{ a: number; b?: number }>(kept('SELECT * FROM sql_probe'))

test.group('Statements', (group) => {
  group.each.setup(async () => {
    await db.rawQuery('CREATE TABLE sql_probe (a integer)')
    await db.rawQuery('INSERT INTO sql_probe VALUES (1)')
    return () => db.rawQuery('DROP TABLE sql_probe')
  })

  test('a table that changes under prepared statements', async ({ assert }) => {
    const alone = onLucid(db.connection())
    // Every connection of the pool has prepared it.
    await Promise.all(Array.from({ length: 10 }, () => transact(probes)))
    assert.deepEqual(await probes(alone), [{ a: 1 }])

    await db.rawQuery('ALTER TABLE sql_probe ADD COLUMN b integer DEFAULT 2')

    assert.deepEqual(await transact(probes), [{ a: 1, b: 2 }])
    await db.rawQuery('ALTER TABLE sql_probe DROP COLUMN b')
    assert.deepEqual(await probes(alone), [{ a: 1 }])
  })

  test('none runs after the end of its transaction, on what is somebody else’s by then', async ({
    assert,
  }) => {
    const others: Sql[] = []
    await transact(async (sql) => void others.push(sql))

    await assert.rejects(() => probes(others[0]), /after the end of its transaction/)
  })

  test('statements of one transaction that are not waited for go in their order', async ({
    assert,
  }) => {
    const [, rows] = await transact((sql) =>
      Promise.all([sql.run('UPDATE sql_probe SET a = $1', [5]), probes(sql)])
    )

    assert.deepEqual(rows, [{ a: 5 }])
  })
})
