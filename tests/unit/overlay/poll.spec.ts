import { test } from '@japa/runner'
import { applySnapshot } from '../../../overlay/state/apply_snapshot.ts'
import { initialState } from '../../../overlay/state/overlay_state.ts'
import { isOverlayFrame } from '../../../overlay/state/is_overlay_frame.ts'
import { mergePoll } from '../../../overlay/state/merge_poll.ts'
import { reduceFrame } from '../../../overlay/state/reduce_frame.ts'
import { visiblePoll } from '../../../overlay/state/visible_poll.ts'
import { NOW, poll, snapshot } from '../../support/overlay/fixtures.ts'

const at = (milliseconds: number) => new Date(NOW + milliseconds).toISOString()
const shown = (overrides = {}, isTest = false) => mergePoll(null, poll(overrides), isTest)

test.group('Overlay | poll', () => {
  test('the later version of the later poll wins, whatever the order', ({ assert }) => {
    const known = shown({ id: 'b', version: 5 })
    assert.strictEqual(mergePoll(known, poll({ id: 'b', version: 5 })), known)
    assert.equal(mergePoll(known, poll({ id: 'b', version: 6 }))?.version, 6)
    assert.strictEqual(mergePoll(known, poll({ id: 'a', version: 9 })), known)
    assert.equal(mergePoll(known, poll({ id: 'c', version: 1 }))?.id, 'c')
  })

  test('a test covers nothing that is asked, and gives way to it', ({ assert }) => {
    const real = shown({ id: 'a' })
    assert.strictEqual(mergePoll(real, poll({ id: 'z' }), true), real)
    const over = shown({ id: 'a', status: 'ended' })
    assert.isTrue(mergePoll(over, poll({ id: 'z' }), true)?.isTest)
    assert.isFalse(mergePoll(shown({ id: 'z' }, true), poll({ id: 'a' }))?.isTest)
  })

  test('a snapshot without a poll takes it down, an older one changes nothing', ({ assert }) => {
    const state = applySnapshot(initialState, snapshot({ poll: poll({ version: 5 }) }), NOW).state
    assert.equal(applySnapshot(state, snapshot({ poll: null }), NOW).state.poll, null)
    const older = applySnapshot(state, snapshot({ poll: poll({ version: 4 }) }), NOW).state
    assert.equal(older.poll?.version, 5)
    const frame = { event: 'poll:changed' as const, data: poll({ version: 6 }) }
    assert.isTrue(isOverlayFrame(frame))
    assert.equal(reduceFrame(state, frame, NOW).state.poll?.version, 6)
  })

  test('is up while it runs, a moment for the last votes, and a while with its result', ({
    assert,
  }) => {
    const isUp = (overrides: object, now: number, isTest = false) =>
      visiblePoll({ ...initialState, poll: shown(overrides, isTest) }, now) !== null
    assert.isTrue(isUp({ endsAt: at(1) }, NOW))
    assert.isTrue(isUp({ endsAt: at(-20_000) }, NOW))
    assert.isFalse(isUp({ endsAt: at(-30_000) }, NOW))
    assert.isFalse(isUp({ endsAt: at(0) }, NOW, true))
    assert.isTrue(isUp({ status: 'ended', endedAt: at(-11_999) }, NOW))
    assert.isFalse(isUp({ status: 'ended', endedAt: at(-12_000) }, NOW))
    assert.isFalse(isUp({ status: 'cancelled', endedAt: at(0) }, NOW))
    assert.isNull(visiblePoll(initialState, NOW))
  })
})
