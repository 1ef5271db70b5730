import { test } from '@japa/runner'
import { instanceRows, toPublicInstance } from '#gamification/public_instance'
import type { IncomingRedemption } from '#redemptions/incoming_redemption'
import {
  createInstance,
  createMember,
  createReward,
  createStage,
  createStreamer,
  setViewers,
  testSql,
  type TestStage,
} from '#tests/support/fixtures'
import { instancesOf, openIntake, purchase, rows, stopAll } from '#tests/functional/ledger/support'

type StageOptions = Parameters<typeof createStage>[1]

/** A stage, and a way to buy that answers what became of it. */
async function stageWith(options: StageOptions = {}) {
  const stage = await createStage(testSql(), options)
  const intake = openIntake()
  const buy = async (changes: Partial<IncomingRedemption> = {}) => {
    const outcome = await intake.take(purchase(stage.reward, changes))
    return 'state' in outcome ? (outcome.reason ?? outcome.state) : outcome.kind
  }
  return { stage, intake, buy }
}

const secondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1_000)
const setEvent = ({ eventId }: TestStage, assignment: string) =>
  rows(`UPDATE gamification_events SET ${assignment} WHERE id = ?`, [eventId])

test.group('Ledger | what does not count', () => {
  const cases: [string, string, (stage: TestStage) => Promise<unknown>][] = [
    [
      'event_disabled',
      'the GM has switched the event off',
      ({ eventId }) =>
        rows('UPDATE campaign_configs SET is_enabled = false WHERE event_id = ?', [eventId]),
    ],
    [
      'event_disabled',
      'the streamer has switched it off',
      ({ eventId }) =>
        rows('UPDATE streamer_configs SET is_enabled = false WHERE event_id = ?', [eventId]),
    ],
    ['event_disabled', 'the event is archived', (stage) => setEvent(stage, 'archived_at = now()')],
    [
      'event_disabled',
      'the streamer plays another campaign',
      ({ campaignId }) =>
        rows(`UPDATE campaign_members SET is_live = false WHERE campaign_id = ?`, [campaignId]),
    ],
    [
      'campaign_break',
      'the GM is on a break',
      ({ campaignId }) =>
        rows('UPDATE campaigns SET break_since = now() WHERE id = ?', [campaignId]),
    ],
    [
      'panic',
      'the GM has stopped everything',
      ({ campaignId }) =>
        rows('UPDATE campaigns SET panic_since = now() WHERE id = ?', [campaignId]),
    ],
    [
      'campaign_archived',
      'the campaign is archived',
      ({ campaignId }) =>
        rows('UPDATE campaigns SET archived_at = now() WHERE id = ?', [campaignId]),
    ],
    [
      'cooling_down',
      'the event cools down',
      ({ eventId, streamer }) =>
        rows(`INSERT INTO cooldowns VALUES (?, ?, now() + interval '1 minute')`, [
          eventId,
          streamer.id,
        ]),
    ],
    [
      'no_instance_open',
      'nothing is open in mode open',
      (stage) => setEvent(stage, `mode = 'open'`),
    ],
    [
      'unknown_reward',
      'the campaign is deleted',
      ({ campaignId }) => rows('DELETE FROM campaigns WHERE id = ?', [campaignId]),
    ],
  ]

  for (const [reason, title, change] of cases) {
    test(`${reason}: ${title}`, async ({ assert, cleanup }) => {
      const { stage, intake, buy } = await stageWith()
      cleanup(() => intake.stop())
      await change(stage)

      assert.equal(await buy(), reason)
      assert.isEmpty(await instancesOf(stage.eventId))
    })
  }

  test('after arming, and beyond the caps of a viewer', async ({ assert, cleanup }) => {
    const { stage, intake, buy } = await stageWith({ event: { minimum: 3, viewer_cap: 2 } })
    cleanup(() => intake.stop())
    const viewer = { twitchId: `7${Date.now()}`, login: 'eager', displayName: 'Eager' }

    assert.deepEqual([await buy({ viewer }), await buy({ viewer })], ['counted', 'counted'])
    assert.equal(await buy({ viewer }), 'viewer_cap')
    assert.equal(await buy(), 'counted')
    assert.equal(await buy(), 'already_armed')
    assert.containSubset(await instancesOf(stage.eventId), [{ status: 'armed', progress: 3 }])
  })

  test('the cap holds between processes', async ({ assert, cleanup }) => {
    const { stage, intake } = await stageWith({ event: { minimum: 90, viewer_cap: 5 } })
    const intakes = [intake, openIntake(), openIntake()]
    cleanup(() => stopAll(intakes))
    const viewer = { twitchId: `8${Date.now()}`, login: 'eager', displayName: 'Eager' }

    await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        intakes[index % 3].take(purchase(stage.reward, { viewer }))
      )
    )

    assert.containSubset(await instancesOf(stage.eventId), [{ progress: 5 }])
  })

  test('a cap per stream counts over instances', async ({ assert, cleanup }) => {
    const { stage, intake, buy } = await stageWith({ event: { minimum: 2, viewer_stream_cap: 3 } })
    cleanup(() => intake.stop())
    const viewer = { twitchId: `6${Date.now()}`, login: 'eager', displayName: 'Eager' }
    const buyTwice = async () => [await buy({ viewer }), await buy({ viewer })]

    assert.deepEqual(await buyTwice(), ['counted', 'counted'])
    await rows(
      `UPDATE instances SET version = version + 1, status = 'completed', ended_at = now() WHERE event_id = ?`,
      [stage.eventId]
    )
    assert.deepEqual(await buyTwice(), ['counted', 'viewer_cap'])
  })

  test('a cap per stream leaves out what was bought before it', async ({ assert, cleanup }) => {
    const { stage, intake, buy } = await stageWith({ event: { minimum: 9, viewer_stream_cap: 1 } })
    cleanup(() => intake.stop())
    await rows(
      `UPDATE channel_states SET started_at = now() - interval '1 minute'
                WHERE streamer_id = ?`,
      [stage.streamer.id]
    )
    const viewer = { twitchId: `5${Date.now()}`, login: 'eager', displayName: 'Eager' }

    assert.equal(await buy({ viewer, redeemedAt: secondsAgo(90) }), 'counted')
    assert.deepEqual([await buy({ viewer }), await buy({ viewer })], ['counted', 'viewer_cap'])
  })
})

test.group('Ledger | late redemptions', () => {
  test('bought in a gap, taken in while its instance could still run', async ({
    assert,
    cleanup,
  }) => {
    const { stage, intake, buy } = await stageWith({ event: { duration_seconds: 600 } })
    cleanup(() => intake.stop())

    assert.equal(await buy({ redeemedAt: secondsAgo(400) }), 'counted')

    const [{ left }] = await rows<{ left: number }>(
      'SELECT extract(epoch FROM expires_at - now())::int AS left FROM instances WHERE event_id = ?',
      [stage.eventId]
    )
    assert.approximately(left, 200, 5)
    assert.equal(await buy({ redeemedAt: secondsAgo(500) }), 'counted')
  })

  test('bought so long ago that its instance would be over', async ({ assert, cleanup }) => {
    const { stage, intake, buy } = await stageWith({ event: { duration_seconds: 600 } })
    cleanup(() => intake.stop())

    assert.equal(await buy({ redeemedAt: secondsAgo(700) }), 'late')
    assert.isEmpty(await instancesOf(stage.eventId))
  })

  test('bought before the last instance ended', async ({ assert, cleanup }) => {
    const { stage, intake, buy } = await stageWith()
    cleanup(() => intake.stop())
    await rows(
      `INSERT INTO instances (id, campaign_id, event_id, streamer_id, kind, mode, status, objective,
         viewer_count, viewer_count_source, rules, started_at, ended_at)
       VALUES (gen_random_uuid(), ?, ?, ?, 'individual', 'consume', 'expired', 3, 0, 'fallback', '{}',
         now() - interval '100 seconds', now() - interval '10 seconds')`,
      [stage.campaignId, stage.eventId, stage.streamer.id]
    )

    assert.equal(await buy({ redeemedAt: secondsAgo(20) }), 'late')
    assert.equal(await buy({ redeemedAt: secondsAgo(5) }), 'counted')
    assert.equal(await buy({ redeemedAt: secondsAgo(20) }), 'late')
  })

  test('bought after the instance’s time, before it was swept', async ({ assert, cleanup }) => {
    const { stage, intake, buy } = await stageWith()
    cleanup(() => intake.stop())
    await buy()
    await rows(
      `UPDATE instances SET version = version + 1, expires_at = now() - interval '2 seconds' WHERE event_id = ?`,
      [stage.eventId]
    )

    assert.equal(await buy(), 'expired')
    assert.equal(await buy({ redeemedAt: secondsAgo(3) }), 'counted')
  })
})

test.group('Ledger | starting and arming', () => {
  test('the objective comes from the live viewers, else from the fallback', async ({
    assert,
    cleanup,
  }) => {
    const event = { coefficient: 0.5, minimum: 3 }
    const live = await stageWith({ event })
    const stale = await stageWith({ event, campaign: { fallback_viewers: 30 } })
    cleanup(() => stopAll([live.intake, stale.intake]))
    await setViewers(testSql(), live.stage.streamer.id, 101)
    await rows(
      `UPDATE channel_states SET sampled_at = now() - interval '90 seconds' WHERE streamer_id = ?`,
      [stale.stage.streamer.id]
    )

    await Promise.all([live.buy(), stale.buy()])

    const facts = (eventId: string) =>
      rows(
        'SELECT objective, viewer_count, viewer_count_source FROM instances WHERE event_id = ?',
        [eventId]
      )
    assert.deepEqual(await facts(live.stage.eventId), [
      { objective: 51, viewer_count: 101, viewer_count_source: 'live' },
    ])
    assert.deepEqual(await facts(stale.stage.eventId), [
      { objective: 15, viewer_count: 30, viewer_count_source: 'fallback' },
    ])
  })

  test('the streamer’s own values come before the campaign’s', async ({ assert, cleanup }) => {
    const { stage, intake, buy } = await stageWith({ config: { minimum: 7, duration_seconds: 60 } })
    cleanup(() => intake.stop())
    await rows('UPDATE streamer_configs SET minimum = 4 WHERE event_id = ?', [stage.eventId])

    await buy()

    const [row] = await rows<{ objective: number; lasts: number }>(
      `SELECT objective, extract(epoch FROM expires_at - started_at)::int AS lasts
       FROM instances WHERE event_id = ?`,
      [stage.eventId]
    )
    assert.deepEqual(row, { objective: 4, lasts: 60 })
  })

  test('immediate: reaching the goal begins one execution', async ({ assert, cleanup }) => {
    const { stage, intake, buy } = await stageWith({ event: { mode: 'immediate', minimum: 2 } })
    cleanup(() => intake.stop())

    assert.deepEqual(
      [await buy(), await buy(), await buy()],
      ['counted', 'counted', 'already_armed']
    )

    const [instance] = await instancesOf(stage.eventId)
    assert.equal(instance.status, 'executing')
    assert.deepEqual(
      await rows('SELECT action_id, status, result FROM executions WHERE instance_id = ?', [
        instance.id,
      ]),
      [{ action_id: 'dice_invert', status: 'pending', result: null }]
    )
  })

  test('with approval it waits for the GM first', async ({ assert, cleanup }) => {
    const { stage, intake, buy } = await stageWith({
      event: { mode: 'immediate', minimum: 1, approval_required: true },
    })
    cleanup(() => intake.stop())
    await buy()

    const [instance] = await instancesOf(stage.eventId)
    assert.equal(instance.status, 'awaiting_approval')
    assert.isEmpty(await rows('SELECT 1 FROM executions WHERE instance_id = ?', [instance.id]))
  })

  test('open: counts while its trigger has it open', async ({ assert, cleanup }) => {
    const { stage, intake, buy } = await stageWith({ event: { mode: 'open', minimum: 2 } })
    cleanup(() => intake.stop())

    assert.equal(await buy(), 'no_instance_open')
    await createInstance(testSql(), { ...stage, streamerId: stage.streamer.id })
    assert.deepEqual([await buy(), await buy()], ['counted', 'counted'])
    assert.containSubset(await instancesOf(stage.eventId), [{ status: 'executing', progress: 2 }])
  })

  test('a group instance sums the objectives of the live streamers', async ({
    assert,
    cleanup,
  }) => {
    const sql = testSql()
    const { stage, intake, buy } = await stageWith({
      event: { kind: 'group', coefficient: 0.1, minimum: 2 },
    })
    cleanup(() => intake.stop())
    const other = await createStreamer(sql, { viewers: 500 })
    await createMember(sql, stage.campaignId, other.id, 'streamer')
    const reward = await createReward(sql, { ...stage, streamer: other })

    assert.equal(await buy(), 'counted')
    await intake.take(purchase(reward))

    assert.containSubset(await instancesOf(stage.eventId), [{ objective: 52, progress: 2 }])
    const shares = await rows<{ objective: number }>(
      `SELECT s.objective FROM instance_shares s JOIN instances i ON i.id = s.instance_id
       WHERE i.event_id = ? ORDER BY 1`,
      [stage.eventId]
    )
    assert.deepEqual(shares, [{ objective: 2 }, { objective: 50 }])
  })

  test('an instance remembers who came last, each once', async ({ assert, cleanup }) => {
    const { stage, intake, buy } = await stageWith({ event: { minimum: 50 } })
    cleanup(() => intake.stop())
    const named = (name: string) => ({
      viewer: {
        twitchId: `${stage.streamer.broadcasterId}${name.length}`,
        login: name,
        displayName: name,
      },
    })
    for (const name of ['A', 'Bo', 'Cal', 'Bo']) {
      await buy(named(name))
    }

    const [{ id }] = await instancesOf(stage.eventId)
    const [row] = await instanceRows(testSql(), [id])
    assert.deepEqual(toPublicInstance(row).latestViewers, ['A', 'Cal', 'Bo'])
  })
})
