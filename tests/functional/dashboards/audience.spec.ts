import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import User from '#accounts/user'
import type { AudienceLine, AudiencePage } from '#dashboards/audience/audience_list'
import type { HistoryEntry } from '#dashboards/audience/viewer_history'
import { known, someone } from '#tests/support/channel_events'
import { emptyDatabase } from '#tests/support/database'
import { createStage, createStreamer, testSql, type TestStage } from '#tests/support/fixtures'
import { redemption } from '#tests/functional/dashboards/ledger'

const AT = '2026-03-01T10:00:00Z'

test.group('The audience of a channel', (group) => {
  let stage: TestStage
  let channel: string

  group.each.setup(async () => {
    await emptyDatabase()
    stage = await createStage(testSql())
    channel = stage.streamer.broadcasterId
  })

  async function ask(client: ApiClient, path: string, userId = stage.streamer.id) {
    return client
      .get(`/streamers/${stage.streamer.id}/viewers${path}`)
      .loginAs(await User.findOrFail(userId))
      .withInertia()
  }

  async function names(client: ApiClient, query = ''): Promise<string[]> {
    const { page } = (await ask(client, query)).body().props
    return page.lines.map(({ name }: AudienceLine) => name)
  }

  const follows = (viewerId: string, until: string | null = null) =>
    testSql().run(
      `INSERT INTO follower_history (channel_id, viewer_id, followed_at, follow_source, unfollowed_at, unfollow_source)
       VALUES ($1, $2, $3, 'twitch.eventsub', $4::timestamptz, CASE WHEN $4::timestamptz IS NOT NULL THEN 'inferred' END)`,
      [channel, viewerId, AT, until]
    )
  const holds = (viewerId: string, role: string) =>
    testSql().run(
      `INSERT INTO viewer_roles (channel_id, viewer_id, role, granted_at, grant_source)
       VALUES ($1, $2, $3, $4, 'twitch.poll')`,
      [channel, viewerId, role, AT]
    )

  test('is whoever follows, subscribes, has a role or has redeemed, each once', async ({
    client,
    assert,
  }) => {
    const sql = testSql()
    const [vera, kip, juno, odalys, perrin] = await Promise.all(
      ['Vera', 'Kip', 'Juno', 'Odalys', 'Perrin'].map((name) => known(sql, someone(name)))
    )
    await known(sql, someone('Elsewhere'))
    await follows(vera ?? '')
    await follows(kip ?? '', '2026-03-02T10:00:00Z')
    await holds(vera ?? '', 'vip')
    await holds(juno ?? '', 'moderator')
    await sql.run(
      `INSERT INTO viewer_subscriptions (channel_id, viewer_id, tier, is_gift, started_at, start_source)
       VALUES ($1, $2, '2000', true, $3, 'twitch.eventsub')`,
      [channel, odalys ?? '', AT]
    )
    await redemption(stage, { viewerId: Number(perrin), state: 'counted', at: AT })
    await redemption(stage, { viewerId: Number(vera), state: 'counted', at: AT })

    assert.sameMembers(await names(client), ['Vera', 'Kip', 'Juno', 'Odalys', 'Perrin'])
    assert.deepEqual(await names(client, '?is=follower'), ['Vera'])
    assert.deepEqual(await names(client, '?is=subscriber'), ['Odalys'])
    assert.deepEqual(await names(client, '?is=moderator'), ['Juno'])
    assert.deepEqual(await names(client, '?is=vip'), ['Vera'])
    assert.sameMembers(await names(client, '?is=redeemed'), ['Vera', 'Perrin'])
    assert.deepEqual(await names(client, '?login=@VER'), ['Vera'])
    assert.deepEqual(await names(client, '?login=ver&is=moderator'), [])
    assert.deepEqual(await names(client, '?login=else'), [])

    const { page, counts } = (await ask(client, '?login=vera')).body().props
    assert.deepInclude(page.lines[0], { roles: ['vip'], subscription: null, redemptions: 1 })
    assert.equal(page.lines[0].followsSince, '2026-03-01T10:00:00.000Z')
    assert.deepEqual(counts, { follower: 1, subscriber: 1, moderator: 1, vip: 1 })
  })

  test('goes on page by page, none twice, by age and by login', async ({ client, assert }) => {
    await testSql().run(
      `WITH made AS (
         INSERT INTO viewers (twitch_id, login, display_name)
         SELECT 'bulk' || n, 'Bulk_' || n, 'Bulk_' || n FROM generate_series(1, 120) AS n RETURNING id)
       INSERT INTO follower_history (channel_id, viewer_id, followed_at, follow_source)
       SELECT $1, id, $2, 'twitch.poll' FROM made`,
      [channel, AT]
    )
    for (const query of ['?', '?login=bulk', '?is=follower']) {
      const seen: string[] = []
      let after: string | null = null
      do {
        const asked = after ? `${query}&after=${after}` : query
        const page: AudiencePage = (await ask(client, asked)).body().props.page
        seen.push(...page.lines.map(({ id }) => id))
        after = page.next
      } while (after)
      assert.lengthOf(seen, 120, query)
      assert.equal(new Set(seen).size, 120, query)
    }
  })

  test('leaves out whoever hides or was erased, in lists, searches and profiles alike', async ({
    client,
    assert,
  }) => {
    const sql = testSql()
    const hidden = await known(sql, someone('Hidden'), { isHidden: true })
    const erased = await known(sql, someone('Erased'), { isErased: true })
    const vera = await known(sql, someone('Vera'))
    for (const id of [hidden, erased, vera]) {
      await follows(id)
    }
    assert.deepEqual(await names(client), ['Vera'])
    assert.deepEqual(await names(client, '?login=hid'), [])
    assert.deepEqual(await names(client, '?login=era'), [])
    ;(await ask(client, `/${vera}`)).assertStatus(200)
    for (const id of [hidden, erased, '999999', 'vera']) {
      ;(await ask(client, `/${id}`)).assertStatus(404)
    }
  })

  test('is the streamer’s to see, and nobody else’s', async ({ client }) => {
    const other = await createStreamer(testSql(), { name: 'Tobi' })
    const vera = await known(testSql(), someone('Vera'))
    await follows(vera)
    for (const userId of [stage.ownerId, other.id]) {
      ;(await ask(client, '', userId)).assertStatus(404)
      ;(await ask(client, `/${vera}`, userId)).assertStatus(404)
    }
    const theirs = await client
      .get(`/streamers/${other.id}/viewers/${vera}`)
      .loginAs(await User.findOrFail(other.id))
      .withInertia()
    theirs.assertStatus(404)
  })

  test('says at the field what cannot be asked for', async ({ client, assert }) => {
    const response = await ask(client, '?is=fan&login=a%20b&after=me')
    response.assertStatus(422)
    assert.sameMembers(Object.keys(response.body().props.problems), ['is', 'login', 'after'])
    assert.isNull(response.body().props.page)
  })

  test('a profile tells what is known, when, and where from', async ({ client, assert }) => {
    const sql = testSql()
    const vera = await known(sql, someone('Vera'))
    const kip = await known(sql, someone('Kip'), { isHidden: true })
    await follows(vera, '2026-03-05T10:00:00Z')
    await holds(vera, 'moderator')
    await sql.run(
      `WITH gift AS (
         INSERT INTO subscription_gifts (channel_id, event_id, gifter_id, tier, total, found, gifted_at)
         VALUES ($1, $4, $2, '1000', 3, 1, '2026-03-03T10:00:00Z'), ($1, $4::bigint + 1, NULL, '1000', 1, 1, '2026-03-04T10:00:00Z')
         RETURNING id, gifter_id)
       INSERT INTO viewer_subscriptions (channel_id, viewer_id, tier, is_gift, gifter_id, gift_id, started_at, start_source,
         cumulative_months, streak_months, resubscribed_at)
       SELECT $1, $3::bigint, '1000', true, gifter_id, id, timestamptz '2026-03-03T10:00:00Z', 'twitch.eventsub',
         NULL::int, NULL::int, NULL::timestamptz FROM gift WHERE gifter_id IS NOT NULL
       UNION ALL SELECT $1, $2, '1000', true, NULL, id, '2026-03-04T10:00:00Z', 'twitch.eventsub', 7, 2,
         '2026-03-06T10:00:00Z' FROM gift WHERE gifter_id IS NULL`,
      [channel, vera, kip, Date.now()]
    )
    await redemption(stage, {
      viewerId: Number(vera),
      state: 'refunded',
      reason: 'expired',
      at: '2026-03-07T10:00:00Z',
    })

    const { profile } = (await ask(client, `/${vera}`)).body().props
    assert.deepInclude(profile, { name: 'Vera', redemptions: 1, points: 0, refunds: 1 })
    assert.deepInclude(profile, {
      followsSince: null,
      subscription: { tier: '1000', isGift: true },
      roles: ['moderator'],
    })
    assert.deepEqual(
      profile.history.map(({ what, detail, source, isLatest }: HistoryEntry) =>
        [what, detail, source, isLatest ? 'at the latest' : ''].filter(Boolean).join(' | ')
      ),
      [
        'Redeemed “Twist of fate” for 100 points | The goal was not reached in time. Refunded.',
        'Resubscribed, tier 1 | 7 months in all, 2 in a row | twitch.eventsub',
        'No longer followed | inferred | at the latest',
        'Was given a subscription, tier 1 | By somebody anonymous | twitch.eventsub',
        'Gave 3 subscriptions, tier 1 | To a viewer and 2 others | twitch.eventsub',
        'Followed | twitch.eventsub',
        'Became a moderator | twitch.poll | at the latest',
      ]
    )
  })
})
