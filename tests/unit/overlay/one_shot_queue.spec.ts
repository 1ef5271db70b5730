import { test } from '@japa/runner'
import { Acknowledger } from '../../../overlay/queue/acknowledger.ts'
import { OneShotQueue, PAUSE_MS } from '../../../overlay/queue/one_shot_queue.ts'
import { sceneLength } from '../../../overlay/queue/scene_length.ts'
import { scenesOf } from '../../../overlay/queue/scenes.ts'
import { initialState } from '../../../overlay/state/overlay_state.ts'
import { armed, NOW } from '../../support/overlay/fixtures.ts'

/** A clock that stands still until it is told to go on. */
class FakeClock {
  #now = 0
  #due: { at: number; work: () => void }[] = []

  now() {
    return this.#now
  }

  after(ms: number, work: () => void) {
    this.#due.push({ at: this.#now + ms, work })
  }

  advance(ms: number) {
    const end = this.#now + ms
    for (;;) {
      const next = this.#due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      this.#due.splice(this.#due.indexOf(next), 1)
      this.#now = next.at
      next.work()
    }
    this.#now = end
  }
}

function rig(
  lengthOf: (item: string) => number = () => 1000,
  canHurry?: (item: string) => boolean
) {
  const clock = new FakeClock()
  const log: string[] = []
  const queue = new OneShotQueue<string>({
    clock,
    lengthOf,
    show: (item, pace) => {
      log.push(`show ${item} ${pace}`)
      if (item === 'broken') throw new Error('cannot be drawn')
    },
    hide: (item) => log.push(`hide ${item}`),
    played: (item) => log.push(`played ${item}`),
    ...(canHurry && { canHurry }),
  })
  return { clock, log, queue }
}

test.group('Overlay | queue', (group) => {
  group.each.setup(() => {
    const { warn } = console
    console.warn = () => {}
    return () => {
      console.warn = warn
    }
  })

  test('drops what has become pointless: what waits never comes, what plays ends at once', ({
    assert,
  }) => {
    const { clock, log, queue } = rig()
    for (const item of ['a', 'b', 'c']) queue.push(item)
    clock.advance(400)
    queue.drop((item) => item !== 'c')
    clock.advance(PAUSE_MS)
    assert.deepEqual(log, ['show a 1', 'hide a', 'show c 1'])

    // The timer of what was cut short must not end its successor.
    clock.advance(999)
    assert.deepEqual(log.slice(3), [])
    clock.advance(1 + PAUSE_MS)
    queue.drop(() => true)
    assert.deepEqual(log.slice(3), ['hide c', 'played c'])
  })

  test('does not hurry what may not be hurried', ({ assert }) => {
    const { clock, log, queue } = rig(
      () => 1000,
      (item) => item !== 'slow'
    )
    for (const item of ['a', 'slow', 'b', 'c', 'd', 'e']) queue.push(item)
    clock.advance(1000 + PAUSE_MS)
    assert.deepEqual(log, ['show a 1', 'hide a', 'played a', 'show slow 1'])
  })

  test('plays one after the other', ({ assert }) => {
    const { clock, log, queue } = rig()
    queue.push('a')
    queue.push('b')
    clock.advance(999)
    assert.deepEqual(log, ['show a 1'])

    clock.advance(1 + PAUSE_MS)
    assert.deepEqual(log, ['show a 1', 'hide a', 'played a', 'show b 1'])
  })

  test('hurries when more than three wait', ({ assert }) => {
    const { clock, log, queue } = rig()
    for (const item of ['a', 'b', 'c', 'd', 'e']) queue.push(item)
    clock.advance(1000 + PAUSE_MS)
    assert.equal(log.at(-1), 'show b 1')

    queue.push('f')
    queue.push('g')
    clock.advance(1000 + PAUSE_MS)
    assert.equal(log.at(-1), 'show c 0.6')
    clock.advance(600)
    assert.equal(log.at(-1), 'hide c')
  })

  test('passes over what has no length, and counts it as played', ({ assert }) => {
    const { log, queue } = rig((item) => (item === 'old' ? 0 : 1000))
    queue.push('old')
    queue.push('new')

    assert.deepEqual(log, ['played old', 'show new 1'])
  })

  test('goes on after a scene that throws', ({ assert }) => {
    const { clock, log, queue } = rig()
    queue.push('broken')
    queue.push('b')
    clock.advance(1000 + PAUSE_MS)

    assert.include(log, 'played broken')
    assert.equal(log.at(-1), 'show b 1')
  })

  test('says when it is idle', ({ assert }) => {
    const { clock, log, queue } = rig()
    queue.whenIdle(() => log.push('idle before'))
    queue.push('a')
    queue.whenIdle(() => log.push('idle after'))
    clock.advance(1000 + PAUSE_MS)

    assert.equal(log[0], 'idle before')
    assert.equal(log.at(-1), 'idle after')
  })
})

test.group('Overlay | scenes', () => {
  test('a test of the armed goal fills a bar first', ({ assert }) => {
    const names = scenesOf({ ...armed(1), test: true }).map(({ name }) => name)

    assert.deepEqual(names, ['goal_sample', 'armed'])
    assert.lengthOf(scenesOf(armed(1)), 1)
  })

  test('a hidden widget and old news take no time', ({ assert }) => {
    const [scene] = scenesOf(armed(1))
    const { settings } = initialState
    const widgets = { ...settings.widgets, impact: { ...settings.widgets.impact, shown: false } }
    const hidden = { ...initialState, settings: { ...settings, widgets } }
    if (!scene) return assert.fail('no scene')

    assert.isAbove(sceneLength(scene, initialState, NOW), 0)
    assert.equal(sceneLength(scene, hidden, NOW), 0)
    assert.equal(sceneLength(scene, initialState, NOW + 11 * 60_000), 0)
  })
})

test.group('Overlay | acknowledging', () => {
  test('only the elected copy speaks, and says all it has seen', async ({ assert }) => {
    const sent: number[] = []
    const acknowledger = new Acknowledger(async ({ seq }) => void sent.push(seq))
    acknowledger.played(1)
    acknowledger.played(2)
    assert.deepEqual(sent, [])

    acknowledger.lead()
    assert.deepEqual(sent, [2])
  })

  test('a lost acknowledgement is made good by the next', async ({ assert }) => {
    const sent: number[] = []
    let working = false
    const acknowledger = new Acknowledger(async ({ seq }) => {
      if (!working) throw new Error('offline')
      sent.push(seq)
    })
    acknowledger.lead()
    acknowledger.played(1)
    await new Promise(setImmediate)
    working = true
    await acknowledger.flush()

    assert.deepEqual(sent, [1])
  })
})
