import { test } from '@japa/runner'
import { keepingLast } from '#core/keeping_last'

test.group('Keeping what was used last', () => {
  test('many who ask at once, and later, get what was made once', async ({ assert }) => {
    let made = 0
    const picture = keepingLast<object>(2)
    const make = async () => ({ made: ++made })
    const [one, other] = await Promise.all([picture('a', make), picture('a', make)])
    assert.strictEqual(one, other)
    assert.strictEqual(await picture('a', make), one)
    assert.equal(made, 1)
  })

  test('what was not used for longest makes room', async ({ assert }) => {
    const made: string[] = []
    const picture = keepingLast<string>(2)
    const ask = (key: string) =>
      picture(key, async () => {
        made.push(key)
        return key
      })
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(key)
    assert.deepEqual(made, ['a', 'b', 'c', 'b'])
  })

  test('what failed is made again', async ({ assert }) => {
    const picture = keepingLast<string>(2)
    await assert.rejects(() => picture('a', () => Promise.reject(new Error('no disk'))), 'no disk')
    assert.equal(await picture('a', async () => 'made'), 'made')
  })
})
