import { test } from '@japa/runner'
import { judge, type LedgerRow } from '#tests/chaos/audit'

const refundedByUs = { status: 'CANCELED', settled_by: 'app', isReadable: true } as const
const fulfilledByUs = { status: 'FULFILLED', settled_by: 'app', isReadable: true } as const

const row = (columns: Partial<LedgerRow>): LedgerRow => ({
  id: 'one',
  state: 'refunded',
  reason: 'expired',
  settled_by: 'us',
  ending: 'expired',
  endings: 1,
  ...columns,
})

test.group('Judge of the fault suite', () => {
  test('what ended as it should', ({ assert }) => {
    assert.isNull(judge(refundedByUs, row({})))
    assert.isNull(judge(refundedByUs, row({ ending: null })))
    assert.isNull(judge(fulfilledByUs, row({ state: 'fulfilled', ending: 'completed' })))
    assert.isNull(judge({ ...refundedByUs, settled_by: 'moderator' }, row({ endings: 0 })))
  })

  test('stuck: open on one side', ({ assert }) => {
    const open = { status: 'UNFULFILLED', settled_by: null, isReadable: true } as const
    assert.equal(judge(open, row({}))?.is, 'stuck')
    assert.equal(judge(refundedByUs, row({ state: 'refund_pending' }))?.is, 'stuck')
  })

  test('lost: not in the ledger, or paid for nothing', ({ assert }) => {
    assert.equal(judge(refundedByUs, undefined)?.is, 'lost')
    assert.equal(judge(fulfilledByUs, row({}))?.is, 'lost')
    assert.equal(judge(fulfilledByUs, row({ state: 'fulfilled' }))?.is, 'lost')
    const byHand = { ...fulfilledByUs, settled_by: 'moderator' } as const
    assert.equal(judge(byHand, undefined)?.is, 'lost')
    assert.equal(judge({ ...byHand, isReadable: false }, undefined)?.is, 'unseen')
  })

  test('doubled: two ends, or worked and refunded', ({ assert }) => {
    assert.equal(judge(refundedByUs, row({ endings: 2 }))?.is, 'doubled')
    assert.equal(judge(refundedByUs, row({ state: 'fulfilled' }))?.is, 'doubled')
    assert.equal(judge(refundedByUs, row({ ending: 'completed' }))?.is, 'doubled')
  })

  test('unseen: cancelled unheard on a reward that was then deleted', ({ assert }) => {
    const gone = row({ state: 'fulfilled', settled_by: 'twitch', reason: 'reward_deleted' })
    const unread = { ...refundedByUs, isReadable: false }
    const byHand = { ...unread, settled_by: 'moderator' } as const
    assert.equal(judge(byHand, gone)?.is, 'unseen')
    assert.equal(judge({ ...byHand, isReadable: true }, gone)?.is, 'doubled')

    const unconfirmed = { ...gone, reason: 'refund_unconfirmed' }
    assert.equal(judge(unread, unconfirmed)?.is, 'unseen')
    assert.equal(judge(unread, gone)?.is, 'doubled', 'our own refund is known to have been sent')
  })
})
