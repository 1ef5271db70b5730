import { test } from '@japa/runner'
import { applySnapshot } from '../../../overlay/state/apply_snapshot.ts'
import { initialState, type OverlayState } from '../../../overlay/state/overlay_state.ts'
import { reduceFrame } from '../../../overlay/state/reduce_frame.ts'
import { visibleGoals } from '../../../overlay/state/visible_goals.ts'
import { isOverlayFrame } from '../../../overlay/state/is_overlay_frame.ts'
import { armed, expired, instance, NOW, snapshot } from '../../support/overlay/fixtures.ts'

const synced = (overrides = {}): OverlayState =>
  applySnapshot(initialState, snapshot(overrides), NOW).state

test.group('Overlay | frames', () => {
  test('keeps the latest version of an instance, whatever the order', ({ assert }) => {
    const newer = reduceFrame(
      synced(),
      { event: 'gamification:instance_progress', data: instance({ version: 5, progress: 5 }) },
      NOW
    )
    const older = reduceFrame(
      newer.state,
      { event: 'gamification:instance_progress', data: instance({ version: 4, progress: 4 }) },
      NOW
    )

    assert.equal(older.state.instances.get('i1')?.progress, 5)
    assert.strictEqual(older.state, newer.state)
  })

  test('does not revive an ended instance with a late progress frame', ({ assert }) => {
    const before = synced({ instances: [instance()] })
    const ended = reduceFrame(before, expired(1, { id: 'i1' }), NOW)
    const late = reduceFrame(
      ended.state,
      { event: 'gamification:instance_progress', data: instance({ version: 8 }) },
      NOW
    )

    assert.equal(late.state.instances.get('i1')?.status, 'expired')
  })

  test('plays the next one-shot and remembers its number', ({ assert }) => {
    const { state, play, gap } = reduceFrame(synced({ seq: 6 }), armed(7), NOW)

    assert.deepEqual([state.seq, play, gap], [7, armed(7), false])
    assert.equal(state.instances.get('i1')?.status, 'armed')
  })

  test('plays a repeated one-shot once', ({ assert }) => {
    const { state, play, gap } = reduceFrame(synced({ seq: 7 }), armed(7), NOW)

    assert.deepEqual([state.seq, play, gap], [7, null, false])
  })

  test('asks for a snapshot when one-shots are missing', ({ assert }) => {
    const { state, play, gap } = reduceFrame(synced({ seq: 4 }), armed(7), NOW)

    assert.deepEqual([state.seq, play, gap], [4, null, true])
  })

  test('plays a test whatever its number, and counts it nowhere', ({ assert }) => {
    const before = synced({ seq: 4 })
    const shot = { ...armed(99), test: true }
    const { state, play, gap } = reduceFrame(before, shot, NOW)

    assert.deepEqual([play, gap], [shot, false])
    assert.strictEqual(state, before)
  })

  test('takes the clock and the build from a ping', ({ assert }) => {
    const serverTime = new Date(NOW + 90_000).toISOString()
    const { state } = reduceFrame(
      synced(),
      { event: 'ping', data: { serverTime, build: 'b2' } },
      NOW
    )

    assert.deepEqual([state.clockOffset, state.build], [90_000, 'b2'])
  })

  test('recognises frames of the contract and nothing else', ({ assert }) => {
    assert.isTrue(isOverlayFrame(armed(1)))
    for (const payload of [null, 'ping', 7, {}, { event: 'ping' }, { event: 'packs', data: {} }]) {
      assert.isFalse(isOverlayFrame(payload))
    }
  })
})

test.group('Overlay | snapshot', () => {
  test('plays what is pending, in order, and stands at its head', ({ assert }) => {
    const { state, play } = applySnapshot(
      initialState,
      snapshot({ seq: 9, pending: [expired(9), expired(8)] }),
      NOW
    )

    assert.deepEqual(
      play.map(({ seq }) => seq),
      [8, 9]
    )
    assert.equal(state.seq, 9)
  })

  test('does not play again what is already queued here', ({ assert }) => {
    const again = snapshot({ seq: 10, pending: [expired(9), expired(10)] })
    const { play } = applySnapshot(synced({ seq: 9 }), again, NOW)

    assert.deepEqual(
      play.map(({ seq }) => seq),
      [10]
    )
  })

  test('drops instances the snapshot does not name', ({ assert }) => {
    const { state } = applySnapshot(synced({ instances: [instance()] }), snapshot(), NOW)

    assert.equal(state.instances.size, 0)
  })

  test('starts over with a log that is shorter than the known one', ({ assert }) => {
    const { state, play } = applySnapshot(
      synced({ seq: 50 }),
      snapshot({ seq: 2, pending: [expired(2)] }),
      NOW
    )

    assert.deepEqual([state.seq, play.length], [2, 1])
  })

  test('leaves tests of an earlier visit alone', ({ assert }) => {
    const pending = [{ ...armed(1), test: true }]

    assert.lengthOf(applySnapshot(initialState, snapshot({ seq: 1, pending }), NOW).play, 0)
  })
})

test.group('Overlay | rehearsal', () => {
  const real = instance({ id: 'real', eventName: 'For real' })
  const tried = instance({ id: 'tried', eventName: 'Tried out' })
  const during = () =>
    reduceFrame(
      synced({ instances: [real] }),
      { event: 'rehearsal', data: { second: 3, seconds: 360, goals: [tried] } },
      NOW
    ).state
  const shown = (state: OverlayState, now = NOW) => visibleGoals(state, now).map(({ id }) => id)

  test('is shown in place of what is real, until it is over', ({ assert }) => {
    assert.deepEqual(shown(during()), ['tried'])

    const { state } = reduceFrame(during(), { event: 'rehearsal', data: null }, NOW)
    assert.deepEqual(shown(state), ['real'])
  })

  test('is forgotten when nothing is heard of it', ({ assert }) => {
    assert.deepEqual(shown(during(), NOW + 9_000), ['tried'])
    assert.deepEqual(shown(during(), NOW + 11_000), ['real'])
  })
})
