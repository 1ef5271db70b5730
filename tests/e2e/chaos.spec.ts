import { test } from '@japa/runner'
import { faultSuite } from '#tests/chaos/fault_suite'
import { FAULT_KINDS } from '#tests/chaos/schedule'
import { OwnRedis } from '#tests/support/machines/own_redis'

test.group('Fault suite', () => {
  test('three rounds with every fault: each point is accounted for', async ({ assert }) => {
    const said: string[] = []
    const outcome = await faultSuite({
      rounds: 3,
      seed: 1,
      folder: 'chaos_test',
      hurried: true,
      say: (sentence) => said.push(sentence),
    })

    assert.deepEqual(outcome.findings, [], said.join('\n'))
    assert.include(outcome, { stuck: 0, lost: 0, doubled: 0 })
    assert.isAbove(outcome.redemptions, 50)
    for (const kind of FAULT_KINDS) {
      assert.isAbove(outcome.faults[kind], 0, kind)
    }
  })
    .skip(!OwnRedis.isInstalled, 'Redis is not installed')
    .timeout(180_000)
})
