import { test } from '@japa/runner'
import { judge, type LedgerRow } from '#tests/chaos/audit'

const refundedByUs = { status: 'CANCELED', settled_by: 'app' } as const
const fulfilledByUs = { status: 'FULFILLED', settled_by: 'app' } as const

const row = (columns: Partial<LedgerRow>): LedgerRow => ({
  id: 'one',
  state: 'refunded',
  reason: 'expired',
  settled_by: 'us',
  instance_status: 'expired',
  endings: 1,
  ...columns,
})

test.group('Judge of the fault suite', () => {
  test('what ended as it should', ({ assert }) => {
    assert.isNull(judge(refundedByUs, row({})))
    assert.isNull(judge(refundedByUs, row({ instance_status: null })))
    assert.isNull(judge(fulfilledByUs, row({ state: 'fulfilled', instance_status: 'completed' })))
    assert.isNull(judge({ ...refundedByUs, settled_by: 'moderator' }, row({ endings: 0 })))
  })

  test('stuck: open on one side', ({ assert }) => {
    const open = { status: 'UNFULFILLED', settled_by: null } as const
    assert.equal(judge(open, row({}))?.is, 'stuck')
    assert.equal(judge(refundedByUs, row({ state: 'refund_pending' }))?.is, 'stuck')
  })

  test('lost: not in the ledger, or paid for nothing', ({ assert }) => {
    assert.equal(judge(refundedByUs, undefined)?.is, 'lost')
    assert.equal(judge(fulfilledByUs, row({}))?.is, 'lost')
    assert.equal(judge(fulfilledByUs, row({ state: 'fulfilled' }))?.is, 'lost')
    assert.equal(judge({ ...fulfilledByUs, settled_by: 'twitch' }, undefined)?.is, 'unseen')
  })

  test('doubled: two ends, or worked and refunded', ({ assert }) => {
    assert.equal(judge(refundedByUs, row({ endings: 2 }))?.is, 'doubled')
    assert.equal(judge(refundedByUs, row({ state: 'fulfilled' }))?.is, 'doubled')
    assert.equal(judge(refundedByUs, row({ instance_status: 'completed' }))?.is, 'doubled')
  })

  test('unseen: cancelled unheard on a reward that was then deleted', ({ assert }) => {
    const gone = row({ state: 'fulfilled', reason: 'reward_deleted', instance_status: null })
    assert.equal(judge(refundedByUs, gone)?.is, 'unseen')
    assert.equal(judge(refundedByUs, { ...gone, instance_status: 'completed' })?.is, 'doubled')
  })
})
