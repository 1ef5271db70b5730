import { test } from '@japa/runner'
import { eachAtMost } from '../../bin/lib/each_at_most.mjs'
import { Progress } from '../../bin/lib/progress.mjs'

class Paper {
  text = ''

  constructor(readonly isTTY: boolean) {}

  write(text: string): void {
    this.text += text
  }
}

test.group('Progress', (group) => {
  group.each.setup(() => {
    const { CI } = process.env
    delete process.env.CI
    return () => {
      if (CI !== undefined) process.env.CI = CI
    }
  })

  test('a log has a line for the beginning and one for the end', async ({ assert }) => {
    const paper = new Paper(false)
    const progress = new Progress(paper)
    const other = progress.step('two', async () => 'with a note')
    await assert.rejects(() => progress.step('one', () => Promise.reject(new Error('broken'))))
    await other

    const lines = paper.text
      .replaceAll(/\d+\.\d s/g, 'x')
      .trimEnd()
      .split('\n')
    assert.deepEqual(lines, [
      '  ..  two',
      '  ..  one',
      '  ok  two: with a note (x)',
      ' fail one (x)',
    ])
  })

  test('on a terminal one line names all that is being done', async ({ assert }) => {
    const paper = new Paper(true)
    const progress = new Progress(paper)
    const end = Promise.withResolvers<void>()
    const first = progress.step('one', () => end.promise)
    await progress.step('two', async () => {})
    end.resolve()
    await first

    const shown = paper.text.split('\n').map((line) => line.split('\x1b[K').at(-1) ?? '')
    assert.match(paper.text, /one, two/)
    assert.deepEqual(
      shown.map((line) => line.replace(/\d+\.\d/, 'x')),
      ['  ok  two (x s)', '  ok  one (x s)', '']
    )
  })
})

test.group('Each, at most so many at a time', () => {
  test('all in their order, never more', async ({ assert }) => {
    const begun: number[] = []
    let running = 0
    let most = 0
    await eachAtMost(2, [1, 2, 3, 4, 5], async (item) => {
      begun.push(item)
      most = Math.max(most, ++running)
      await new Promise((resolve) => setImmediate(resolve))
      running -= 1
    })

    assert.deepEqual(begun, [1, 2, 3, 4, 5])
    assert.equal(most, 2)
  })
})
