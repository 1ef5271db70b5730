import { test } from '@japa/runner'
import { FewAtOnce } from '#packs/pictures/few_at_once'
import { Places } from '#packs/pictures/places'

/** Work that ends when it is told to, and says when it has begun. */
function stage(atOnce: FewAtOnce) {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const start = (name: string, whose: string) =>
    atOnce.run(async () => {
      begun.push(name)
      await new Promise<void>((resolve) => ends.set(name, resolve))
    }, whose)
  const end = async (name: string, work: Promise<void>) => {
    ends.get(name)?.()
    await work
  }
  return { begun, start, end }
}

test.group('Packs | pictures take turns', () => {
  test('who has much to do lets others in between, and each keeps their order', async ({
    assert,
  }) => {
    const { begun, start, end } = stage(new FewAtOnce(1))
    const work = new Map<string, Promise<void>>()
    for (const name of ['a1', 'a2', 'a3', 'b1', 'b2', 'c1']) {
      work.set(name, start(name, name.charAt(0)))
    }
    for (let turn = 0; turn < work.size; turn++) {
      const name = begun[turn] ?? ''
      await end(name, work.get(name) ?? Promise.reject(new Error('Nothing runs')))
    }
    assert.deepEqual(begun, ['a1', 'a2', 'b1', 'c1', 'a3', 'b2'])
  })

  test('no more than so many run, also after failures', async ({ assert }) => {
    const atOnce = new FewAtOnce(2)
    let [running, most] = [0, 0]
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        atOnce.run(
          async () => {
            most = Math.max(most, ++running)
            await Promise.resolve()
            running--
            if (index % 3 === 0) throw new Error('Broken')
          },
          `${index % 4}`
        )
      )
    )
    assert.equal(most, 2)
    assert.lengthOf(
      tries.filter(({ status }) => status === 'rejected'),
      7
    )
  })
})

test.group('Packs | places', () => {
  const refuse = (why: string) => new Error(why)

  test('taken or refused at once, and free again whatever comes of the work', async ({
    assert,
  }) => {
    const places = new Places({ inAll: 2, each: 1 })
    const holds = Promise.withResolvers<void>()
    const first = places.run('mira', () => holds.promise, refuse)
    await assert.rejects(() => places.run('mira', async () => {}, refuse), 'own')
    await assert.rejects(
      () => places.run('odo', () => Promise.reject(new Error('Broken')), refuse),
      'Broken'
    )
    const second = places.run('odo', () => holds.promise, refuse)
    await assert.rejects(() => places.run('nyx', async () => {}, refuse), 'taken')
    holds.resolve()
    await Promise.all([first, second])
    assert.equal(await places.run('mira', async () => 'in', refuse), 'in')
  })
})
