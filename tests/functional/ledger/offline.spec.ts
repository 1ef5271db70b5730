import { test } from '@japa/runner'
import type { RedemptionIntake } from '#redemptions/redemption_intake'
import { emptyDatabase } from '#tests/support/database'
import { createInstance, createStage, testSql, type TestStage } from '#tests/support/fixtures'
import { createGroup, sharedInstances, standing } from '#tests/functional/gamification/group_stage'
import { instancesOf, openIntake, purchase, rows } from '#tests/functional/ledger/support'

/** Twitch has told that the stream is over, so many seconds ago. */
const goOffline = (streamerId: string, seconds = 5) =>
  rows(
    `UPDATE channel_states SET is_live = false, heard_at = now(),
       offline_since = now() - make_interval(secs => ?) WHERE streamer_id = ?`,
    [seconds, streamerId]
  )

const secondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1_000)

test.group('Ledger | while the stream is off', (group) => {
  let intake: RedemptionIntake

  group.each.setup(async () => {
    await emptyDatabase()
    // One that remembers nothing.
    intake = openIntake()
    return () => intake.stop()
  })

  const buy = async ({ reward }: Pick<TestStage, 'reward'>, redeemedAt = new Date()) => {
    const outcome = await intake.take(purchase(reward, { redeemedAt }))
    return 'state' in outcome ? [outcome.state, outcome.reason] : [outcome.kind]
  }

  test('what slips through is refunded at once and starts nothing', async ({ assert }) => {
    const stage = await createStage(testSql())
    await goOffline(stage.streamer.id)

    assert.deepEqual(await buy(stage), ['refund_pending', 'bought_offline'])
    assert.isEmpty(await instancesOf(stage.eventId))
  })

  test('nor does it count towards a goal that is open', async ({ assert }) => {
    const stage = await createStage(testSql())
    const of = { ...stage, streamerId: stage.streamer.id }
    await createInstance(testSql(), of)
    await goOffline(stage.streamer.id)

    assert.deepEqual(await buy(stage), ['refund_pending', 'bought_offline'])
    assert.containSubset(await instancesOf(stage.eventId), [{ status: 'active', progress: 0 }])
  })

  test('bought while it was on, heard of afterwards: it counts', async ({ assert }) => {
    const stage = await createStage(testSql())
    await goOffline(stage.streamer.id, 30)

    assert.deepEqual(await buy(stage, secondsAgo(60)), ['counted', null])
    assert.deepEqual(await buy(stage, secondsAgo(20)), ['refund_pending', 'bought_offline'])
  })

  test('nothing is refused when {unknown}')
    .with([
      { unknown: 'Twitch has never said', change: 'DELETE FROM channel_states' },
      {
        unknown: 'it said so long ago',
        change: `UPDATE channel_states SET is_live = false,
          offline_since = now() - interval '1 hour', heard_at = now() - interval '11 minutes'`,
      },
    ])
    .run(async ({ assert }, { change }) => {
      const stage = await createStage(testSql())
      await rows(change)

      assert.deepEqual(await buy(stage), ['counted', null])
    })

  test('of a group, only what the offline channel sells goes back', async ({ assert }) => {
    const { stage, channels } = await createGroup([50, 5])
    const [live, offline] = channels
    await goOffline(offline.streamer.id)

    assert.deepEqual(await buy(offline), ['refund_pending', 'bought_offline'])
    assert.deepEqual(await buy(live), ['counted', null])
    assert.deepEqual(await buy(offline), ['refund_pending', 'bought_offline'])

    assert.containSubset(await sharedInstances(stage.eventId), [{ objective: 15, progress: 1 }])
    assert.deepEqual(await standing(offline), { 'refund_pending bought_offline': 2 })
  })
})
