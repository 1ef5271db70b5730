import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import User from '#accounts/user'
import { uuidv7 } from '#core/ids'
import type { CoursePoint } from '#dashboards/sessions/session_course'
import type { SessionsPage } from '#dashboards/sessions/session_list'
import { stepFor } from '#dashboards/sessions/session_course'
import { known, someone } from '#tests/support/channel_events'
import { emptyDatabase } from '#tests/support/database'
import { createStage, createStreamer, testSql, type TestStage } from '#tests/support/fixtures'
import { redemption } from '#tests/functional/dashboards/ledger'

const at = (time: string) => `2026-03-01T${time}Z`

test.group('The streams of a channel', (group) => {
  let stage: TestStage
  let channel: string

  group.each.setup(async () => {
    await emptyDatabase()
    await testSql().run('DELETE FROM stream_sessions')
    stage = await createStage(testSql())
    channel = stage.streamer.broadcasterId
  })

  async function ask(client: ApiClient, path: string, userId = stage.streamer.id) {
    return client
      .get(`/streamers/${stage.streamer.id}/sessions${path}`)
      .loginAs(await User.findOrFail(userId))
      .withInertia()
  }

  async function session(from: string | null, to: string | null, channelId = channel) {
    const id = uuidv7()
    await testSql().run(
      `INSERT INTO stream_sessions (id, channel_id, started_at, start_source, ended_at, end_source, title)
       VALUES ($1, $2, $3::timestamptz, CASE WHEN $3::timestamptz IS NOT NULL THEN 'twitch.eventsub' END,
         $4::timestamptz, CASE WHEN $4::timestamptz IS NOT NULL THEN 'twitch.eventsub' END, 'Low water')`,
      [id, channelId, from, to]
    )
    return id
  }

  const samples = (id: string, rows: [time: string, viewers: number][]) =>
    testSql().run(
      `INSERT INTO stream_samples (session_id, at, viewers)
       SELECT $1, t, v FROM unnest($2::timestamptz[], $3::int[]) AS x(t, v)`,
      [id, rows.map(([time]) => at(time)), rows.map(([, viewers]) => viewers)]
    )

  test('are listed newest first, with how many watched and redeemed', async ({
    client,
    assert,
  }) => {
    const first = await session(at('10:00:00'), at('12:00:00'))
    const second = await session(at('20:00:00'), null)
    await samples(first, [
      ['10:00:00', 10],
      ['11:00:00', 25],
    ])
    const vera = Number(await known(testSql(), someone('Vera')))
    for (const time of ['09:59:59', '10:00:00', '11:59:59', '12:00:00', '21:00:00']) {
      await redemption(stage, { viewerId: vera, state: 'counted', at: at(time) })
    }

    const { page } = (await ask(client, '')).body().props
    assert.equal(page.lines[0].id, second)
    assert.deepInclude(page.lines[0], { endedAt: null, peak: null, mean: null, redemptions: 1 })
    assert.equal(page.lines[1].id, first)
    assert.deepInclude(page.lines[1], { peak: 25, mean: 18, redemptions: 2, title: 'Low water' })
    assert.isNull(page.next)
  })

  test('go on page by page, also those of which only the end is known', async ({
    client,
    assert,
  }) => {
    for (let day = 1; day <= 45; day += 1) {
      const begins = new Date(Date.UTC(2026, 0, day)).toISOString()
      const ends = new Date(Date.UTC(2026, 0, day, 3)).toISOString()
      await session(day % 5 === 0 ? null : begins, ends)
    }
    const seen: string[] = []
    let after: string | null = null
    do {
      const asked = after ? `?after=${after}` : ''
      const page: SessionsPage = (await ask(client, asked)).body().props.page
      seen.push(...page.lines.map(({ startedAt }) => startedAt))
      after = page.next
    } while (after)
    assert.lengthOf(seen, 45)
    assert.deepEqual(seen, seen.toSorted().toReversed())
  })

  test('one of them adds up, part by part', async ({ client, assert }) => {
    const sql = testSql()
    const id = await session(at('10:00:00'), at('11:00:00'))
    await samples(id, [
      ['10:00:10', 10],
      ['10:00:20', 21],
      ['10:30:00', 40],
    ])
    const vera = await known(sql, someone('Vera'))
    const viewerId = Number(vera)
    await redemption(stage, {
      viewerId,
      state: 'fulfilled',
      reason: 'completed',
      at: at('10:00:05'),
    })
    await redemption(stage, { viewerId, state: 'refunded', reason: 'expired', at: at('10:59:59') })
    await redemption(stage, { viewerId, state: 'counted', at: at('11:00:00') })
    await sql.run(
      `INSERT INTO follower_history (channel_id, viewer_id, followed_at, follow_source)
       VALUES ($1, $2, $3, 'twitch.eventsub')`,
      [channel, vera, at('10:10:00')]
    )
    await sql.run(
      // A list that had somebody does not say that it began then.
      `INSERT INTO viewer_subscriptions (channel_id, viewer_id, tier, is_gift, started_at, start_source, ended_at, end_source)
       VALUES ($1, $2, '1000', false, $3, 'twitch.poll', $4, 'twitch.eventsub'),
              ($1, $2, '1000', false, $4, 'twitch.eventsub', NULL, NULL)`,
      [channel, vera, at('10:15:00'), at('10:20:00')]
    )
    await sql.run(
      `INSERT INTO foundry_rolls (id, campaign_id, event_id, message_id, roll_index, actor_name,
         foundry_user_id, foundry_user_name, streamer_id, formula, total, dice, critical, source, confidence,
         rolled_at)
       SELECT gen_random_uuid(), $1, 'e' || n, 'm', 0, 'Brannoc', 'u', 'Mira', $2, '1d20', 20, '[]', 'success',
         'system', 'high', $3::timestamptz + make_interval(hours => n) FROM generate_series(0, 1) AS n`,
      [stage.campaignId, stage.streamer.id, at('10:30:00')]
    )

    const { totals, course, session: line } = (await ask(client, `/${id}`)).body().props
    assert.deepInclude(line, { peak: 40, mean: 24, redemptions: 2 })
    assert.deepEqual(totals, {
      redemptions: 2,
      points: 200,
      refunds: 1,
      followers: 1,
      subscriptions: 1,
      rolls: 1,
    })
    assert.deepInclude(course, { stepSeconds: 30, from: '2026-03-01T10:00:00.000Z' })
    assert.lengthOf(course.points, 120)
    const told = course.points.filter(
      ({ viewers, redemptions }: CoursePoint) => viewers !== null || redemptions > 0
    )
    assert.deepEqual(told, [
      { at: '2026-03-01T10:00:00.000Z', viewers: 16, redemptions: 1, points: 100 },
      { at: '2026-03-01T10:30:00.000Z', viewers: 40, redemptions: 0, points: 0 },
      { at: '2026-03-01T10:59:30.000Z', viewers: null, redemptions: 1, points: 100 },
    ])
    assert.lengthOf(course.rolls, 1)
    assert.deepInclude(course.rolls[0], { character: 'Brannoc', total: 20, critical: 'success' })
  })

  test('are the streamer’s to see, and nobody else’s', async ({ client }) => {
    const other = await createStreamer(testSql(), { name: 'Tobi' })
    const id = await session(at('10:00:00'), null)
    const theirs = await session(at('10:00:00'), null, other.broadcasterId)
    ;(await ask(client, `/${id}`)).assertStatus(200)
    ;(await ask(client, `/${theirs}`)).assertStatus(404)
    ;(await ask(client, '/nonsense')).assertStatus(404)
    for (const userId of [stage.ownerId, other.id]) {
      ;(await ask(client, '', userId)).assertStatus(404)
      ;(await ask(client, `/${id}`, userId)).assertStatus(404)
    }
  })

  test('are never drawn in more parts than can be told apart', ({ assert }) => {
    const day = 86_400
    for (const seconds of [1, 3_600, 3_601, 5 * 3_600, day, 3 * day, 10 * day, 400 * day]) {
      assert.isAtMost(seconds / stepFor(seconds), 120, `${seconds}`)
    }
    assert.equal(stepFor(3_600), 30)
    assert.equal(stepFor(day), 900)
  })
})
