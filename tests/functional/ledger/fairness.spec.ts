import { test } from '@japa/runner'
import { randomUUID } from 'node:crypto'
import { disown, own } from '#core/jobs/ownership'
import { dueBroadcasters } from '#redemptions/settlement/claim'
import { emptyDatabase } from '#tests/support/database'
import { testSql } from '#tests/support/fixtures'

/** One redemption to be refunded on each of so many channels, due for so long. */
async function owed(channels: number, seconds: number): Promise<string[]> {
  const rows = await testSql().run<{ broadcaster_id: string }>(
    `INSERT INTO redemptions (id, broadcaster_id, twitch_reward_id, reward_id, viewer_id, cost,
       state, reason, redeemed_at, next_attempt_at)
     SELECT gen_random_uuid()::text, $1 || '-' || n, 'reward', gen_random_uuid(), 1, 100,
       'refund_pending', 'expired', now(), now() - make_interval(secs => $3)
     FROM generate_series(1, $2) AS n
     RETURNING broadcaster_id`,
    [randomUUID(), channels, seconds]
  )
  return rows.map((row) => row.broadcaster_id)
}

test.group('Ledger | whose turn it is', (group) => {
  group.each.setup(() => emptyDatabase())

  test('however many channels are in trouble, the last one is not left out', async ({ assert }) => {
    await owed(250, 600)
    const [patient] = await owed(1, 1)

    const due = await dueBroadcasters(testSql())

    assert.lengthOf(due, 251)
    assert.equal(due.at(-1), patient)
  })

  test('channels that another process serves are left to it', async ({ assert }) => {
    const [theirs = '', ours = ''] = await owed(2, 1)
    const resource = `settlement:${theirs}`
    await own(testSql(), resource, 60)
    assert.sameMembers(await dueBroadcasters(testSql()), [theirs, ours])

    await testSql().run('UPDATE ownerships SET owner = $2 WHERE resource = $1', [
      resource,
      'another process',
    ])
    assert.deepEqual(await dueBroadcasters(testSql()), [ours])

    await testSql().run('UPDATE ownerships SET expires_at = now() WHERE resource = $1', [resource])
    assert.sameMembers(await dueBroadcasters(testSql()), [theirs, ours])
    await disown(testSql(), resource)
  })
})
