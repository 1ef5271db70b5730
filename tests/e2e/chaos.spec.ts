import { test } from '@japa/runner'
import { faultSuite } from '#tests/chaos/fault_suite'
import { OwnRedis } from '#tests/support/machines/own_redis'

test.group('Fault suite', () => {
  test('a round of faults: each point is accounted for', async ({ assert }) => {
    const said: string[] = []
    const outcome = await faultSuite({
      rounds: 1,
      seed: 1,
      folder: 'chaos_test',
      hurried: true,
      say: (sentence) => said.push(sentence),
    })

    assert.deepEqual(outcome.findings, [], said.join('\n'))
    assert.include(outcome, { stuck: 0, lost: 0, doubled: 0 })
    assert.isAbove(outcome.redemptions, 10)
    const played = Object.values(outcome.faults).filter((times) => times > 0)
    assert.isAtLeast(played.length, 4, said.join('\n'))
  })
    .skip(!OwnRedis.isInstalled, 'Redis is not installed')
    .timeout(300_000)
})
