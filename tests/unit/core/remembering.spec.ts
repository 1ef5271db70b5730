import { test } from '@japa/runner'
import { remembering } from '#core/remembering'
import { until } from '../../support/until.js'

test.group('Remembering', () => {
  test('reads once for all who come in a moment, and again afterwards', async ({ assert }) => {
    const read = remembering<number>(20)
    let reads = 0
    const ask = (key: string) => read(key, async () => ++reads)
    assert.deepEqual(await Promise.all([ask('a'), ask('a'), ask('b')]), [1, 1, 2])
    await until('it is read anew', async () => (await ask('a')) === 3)
  })

  test('forgets at once what failed', async ({ assert }) => {
    const read = remembering<number>(60_000)
    await assert.rejects(() => read('a', () => Promise.reject(new Error('not now'))), 'not now')
    assert.equal(await read('a', async () => 7), 7)
  })
})
