import { test } from '@japa/runner'
import type { OverlaySnapshot } from '../../../overlay/contract.ts'
import { Sync } from '../../../overlay/connection/sync.ts'
import { initialState } from '../../../overlay/state/overlay_state.ts'
import { Store } from '../../../overlay/state/store.ts'
import { armed, expired, instance, NOW, snapshot } from '../../support/overlay/fixtures.ts'

/** A server whose snapshots the test answers by hand, and a page that writes down what it does. */
function rig() {
  const store = new Store(initialState)
  const asked: { resolve: (value: OverlaySnapshot) => void; reject: (error: Error) => void }[] = []
  const played: number[] = []
  const postponed: (() => void)[] = []
  const sync = new Sync({
    store,
    snapshot: () => new Promise((resolve, reject) => asked.push({ resolve, reject })),
    play: (shot) => 'seq' in shot && played.push(shot.seq),
    onSynced: () => {},
    onFailed: () => true,
    now: () => NOW,
    later: (_attempt, work) => postponed.push(work),
  })
  const answer = async (value: Partial<OverlaySnapshot>) => {
    asked.shift()?.resolve(snapshot(value))
    await Promise.resolve()
  }
  return { sync, store, asked, played, postponed, answer }
}

test.group('Overlay | sync', () => {
  test('holds frames until the snapshot is there', async ({ assert }) => {
    const { sync, store, played, answer } = rig()
    sync.restart()
    sync.receive(armed(6))
    assert.isFalse(store.value.ready)
    await answer({ seq: 5 })

    assert.deepEqual(played, [6])
    assert.equal(store.value.seq, 6)
  })

  test('plays a one-shot once that is in the snapshot and on the stream', async ({ assert }) => {
    const { sync, played, answer } = rig()
    sync.restart()
    sync.receive(expired(6))
    await answer({ seq: 6, pending: [expired(5), expired(6)] })

    assert.deepEqual(played, [5, 6])
  })

  test('closes a gap with a snapshot, in order and without loss', async ({ assert }) => {
    const { sync, asked, played, answer } = rig()
    sync.restart()
    await answer({ seq: 1 })
    sync.receive(expired(4))
    sync.receive(expired(5))
    assert.lengthOf(asked, 1)
    await answer({ seq: 4, pending: [expired(2), expired(3), expired(4)] })

    assert.deepEqual(played, [2, 3, 4, 5])
  })

  test('waits before asking again when a snapshot has not closed the gap', async ({ assert }) => {
    const { sync, asked, played, postponed, answer } = rig()
    sync.restart()
    await answer({ seq: 1 })
    sync.receive(expired(4))
    await answer({ seq: 2, pending: [expired(2)] })
    assert.lengthOf(asked, 0)
    assert.lengthOf(postponed, 1)

    postponed[0]?.()
    await answer({ seq: 4, pending: [expired(2), expired(3), expired(4)] })
    assert.deepEqual(played, [2, 3, 4])
  })

  test('keeps progress that arrived during the snapshot', async ({ assert }) => {
    const { sync, store, answer } = rig()
    sync.restart()
    sync.receive({
      event: 'gamification:instance_progress',
      data: instance({ version: 7, progress: 7 }),
    })
    await answer({ instances: [instance({ version: 6, progress: 6 })] })

    assert.equal(store.value.instances.get('i1')?.progress, 7)
  })

  test('asks again when a snapshot fails', async ({ assert }) => {
    const { sync, store, asked, postponed, answer } = rig()
    sync.restart()
    asked.shift()?.reject(new Error('503'))
    await new Promise(setImmediate)
    postponed[0]?.()
    await answer({ seq: 3 })

    assert.equal(store.value.seq, 3)
  })

  test('ignores the answer to a connection that is over', async ({ assert }) => {
    const { sync, store, answer } = rig()
    sync.restart()
    sync.stop()
    await answer({ seq: 3 })

    assert.isFalse(store.value.ready)
  })
})
