import { test } from '@japa/runner'
import { OverlayApiError } from '../../../overlay/connection/overlay_api.ts'
import { Completer } from '../../../overlay/packs/completer.ts'
import { PackFollower } from '../../../overlay/packs/pack_follower.ts'
import { stepCue } from '../../../overlay/sound/pack_cues.ts'
import { applySnapshot } from '../../../overlay/state/apply_snapshot.ts'
import { isOverlayFrame } from '../../../overlay/state/is_overlay_frame.ts'
import { initialState, type OverlayState } from '../../../overlay/state/overlay_state.ts'
import { reduceFrame } from '../../../overlay/state/reduce_frame.ts'
import { timelineOf } from '../../../overlay/packs/timeline.ts'
import type { OverlayFrame } from '../../../overlay/contract.ts'
import { NOW, pack, snapshot } from '../../support/overlay/fixtures.ts'

const started = (id: string, isTest = false): OverlayFrame => ({
  event: 'packOpeningStarted',
  data: pack({ id }),
  ...(isTest && { test: true }),
})
const complete = (id: string): OverlayFrame => ({ event: 'packOpeningComplete', data: { id } })
const ready = applySnapshot(initialState, snapshot(), NOW).state

test.group('Overlay | packs the server plays', () => {
  function rig() {
    const log: string[] = []
    const follower = new PackFollower({
      started: ({ id }) => log.push(`start ${id}`),
      ended: (id) => log.push(`end ${id}`),
    })
    let state: OverlayState = ready
    const see = (frame: OverlayFrame) => {
      assertKnown(frame)
      state = reduceFrame(state, frame, NOW).state
      follower.follow(state)
    }
    return { log, follower, see }
  }

  test('one after the other; the end of another one ends nothing', ({ assert }) => {
    const { log, see } = rig()
    for (const frame of [started('a'), complete('x'), complete('a'), started('b'), complete('a')]) {
      see(frame)
    }
    assert.deepEqual(log, ['start a', 'end a', 'start b'])
  })

  test('told again, it is played once; told again too late, not at all', ({ assert }) => {
    const { log, see } = rig()
    see(started('a'))
    see(started('a'))
    see(complete('a'))
    see(started('a'))
    see(started('b'))
    see(started('a'))
    see(started('b'))
    assert.deepEqual(log, ['start a', 'end a', 'start b'])
  })

  test('the next one ends the one before, also when nobody said so', ({ assert }) => {
    const { log, see } = rig()
    see(started('a'))
    see(started('b'))
    assert.deepEqual(log, ['start a', 'end a', 'start b'])
  })

  test('the same one in the next snapshot is not played twice', ({ assert }) => {
    const { log, follower } = rig()
    follower.follow(initialState)
    for (const shown of [pack(), pack({ waiting: 3 }), null, null]) {
      follower.follow(applySnapshot(ready, snapshot({ pack: shown }), NOW).state)
    }
    assert.deepEqual(log, ['start s1', 'end s1'])
  })

  test('a test is played beside it, and is never taken for it', ({ assert }) => {
    const playing = reduceFrame(ready, started('a'), NOW).state
    const reduction = reduceFrame(playing, started('t', true), NOW)
    assert.strictEqual(reduction.state, playing)
    assert.deepEqual(reduction.play, started('t', true))
    assert.isNull(reduceFrame(ready, started('a'), NOW).play)
  })
})

function assertKnown(frame: unknown) {
  if (!isOverlayFrame(frame)) throw new Error(`${JSON.stringify(frame)} is not known`)
}

test.group('Overlay | telling that a pack was played', () => {
  function rig(answers: (() => Promise<void>)[]) {
    const sent: string[] = []
    const waiting: (() => void)[] = []
    const completer = new Completer({
      send: (id) => {
        sent.push(id)
        return (answers.shift() ?? (() => Promise.resolve()))()
      },
      later: (_, work) => waiting.push(work),
    })
    return { completer, sent, waiting }
  }
  const refused = (status: number) => () => Promise.reject(new OverlayApiError(status))
  const turns = () => new Promise((resolve) => setImmediate(resolve))

  test('is the elected copy’s, which then also tells what it had played before', async ({
    assert,
  }) => {
    const { completer, sent } = rig([])
    completer.played('a')
    await turns()
    assert.deepEqual(sent, [])
    completer.lead()
    await turns()
    completer.played('b')
    await turns()
    assert.deepEqual(sent, ['a', 'b'])
  })

  test('again until it was heard', async ({ assert }) => {
    const { completer, sent, waiting } = rig([refused(502), () => Promise.reject(new TypeError())])
    completer.lead()
    completer.played('a')
    for (const failures of [1, 2]) {
      await turns()
      assert.lengthOf(waiting, failures)
      waiting[failures - 1]?.()
    }
    await turns()
    await completer.flush()
    assert.deepEqual(sent, ['a', 'a', 'a'])
  })

  for (const status of [404, 409]) {
    test(`not again once it has ended by itself: ${status}`, async ({ assert }) => {
      const { completer, sent, waiting } = rig([refused(status)])
      completer.lead()
      completer.played('a')
      await turns()
      await completer.flush()
      assert.deepEqual(sent, ['a'])
      assert.lengthOf(waiting, 0)
    })
  }

  test('nor once the server says that another one plays', async ({ assert }) => {
    const { completer, sent, waiting } = rig([refused(500)])
    completer.lead()
    completer.played('a')
    await turns()
    completer.keepOnly('a')
    completer.keepOnly('b')
    waiting[0]?.()
    await turns()
    assert.deepEqual(sent, ['a'])
  })
})

test.group('Overlay | sounds of a pack', () => {
  test('the rarest card is louder and longer than the others', ({ assert }) => {
    const { steps } = timelineOf(pack())
    const lengths = steps
      .filter((step) => step.name === 'turn')
      .map((step) => Math.max(...stepCue(step).map(({ at, length }) => at + length)))
    assert.deepEqual(
      lengths,
      [...lengths].sort((a, b) => a - b)
    )
    assert.isAbove(lengths.at(-1) ?? 0, 2)
    for (const step of steps.filter(({ name }) => name === 'tear' || name === 'summary')) {
      assert.isNotEmpty(stepCue(step))
    }
  })
})
