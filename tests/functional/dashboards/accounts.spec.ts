import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import User from '#accounts/user'
import { exportLedger } from '#dashboards/accounts/export_ledger'
import { emptyDatabase } from '#tests/support/database'
import {
  createMember,
  createReward,
  createStage,
  createStreamer,
  testSql,
} from '#tests/support/fixtures'
import type { TestStage } from '#tests/support/fixtures'
import { redemption, viewer } from '#tests/functional/dashboards/ledger'

const DAY = '2026-03-01'
const at = (time: string, day = DAY) => `${day}T${time}Z`

/** The campaign with a second streamer, who sells the same event. */
async function secondStreamer(stage: TestStage): Promise<TestStage> {
  const sql = testSql()
  const streamer = await createStreamer(sql, { name: 'Tobi' })
  await createMember(sql, stage.campaignId, streamer.id, 'streamer')
  const reward = await createReward(sql, { ...stage, streamer })
  return { ...stage, streamer, reward }
}

test.group('Campaign accounts', (group) => {
  let stage: TestStage
  let other: TestStage

  group.each.setup(async () => {
    await emptyDatabase()
    stage = await createStage(testSql())
    other = await secondStreamer(stage)
    const nyx = await viewer('nyx')
    await redemption(stage, { viewerId: nyx, state: 'counted', at: at('10:00:00') })
    await redemption(stage, {
      viewerId: nyx,
      state: 'refund_pending',
      reason: 'expired',
      stuck: 'unauthorized',
      at: at('09:00:00'),
    })
    await redemption(other, {
      viewerId: nyx,
      state: 'fulfilled',
      reason: 'completed',
      at: at('12:00:00'),
    })
    await redemption(other, {
      viewerId: nyx,
      state: 'refunded',
      reason: 'cooling_down',
      at: at('12:00:00', '2026-03-02'),
    })
  })

  async function props(client: ApiClient, userId: string, query = '') {
    const response = await client
      .get(`/campaigns/${stage.campaignId}/accounts${query}`)
      .loginAs(await User.findOrFail(userId))
      .withInertia()
    return { status: response.status(), ...response.body().props }
  }

  test('add up, say what is stuck and what to do, and show each streamer', async ({
    client,
    assert,
  }) => {
    const { accounts, stuck, page } = await props(client, stage.ownerId)

    assert.deepEqual(accounts.total, {
      received: 4,
      fulfilled: 1,
      refunded: 1,
      open: 2,
      stuck: 1,
      oldestOpenAt: '2026-03-01T09:00:00.000Z',
    })
    assert.sameMembers(
      accounts.byStreamer.map((one: { streamer: string; received: number }) =>
        [one.streamer, one.received].join()
      ),
      ['Streamer,2', 'Tobi,2']
    )
    assert.lengthOf(stuck, 1)
    assert.deepInclude(stuck[0], { count: 1, cause: 'unauthorized', streamerId: stage.streamer.id })
    assert.match(stuck[0].toDo, /connects Twitch again/)
    assert.lengthOf(page.lines, 4)
    assert.equal(page.lines[0].sentence, 'The event was cooling down.')
  })

  test('what is stuck stands on the pages of those who can cure it', async ({ client, assert }) => {
    const stuckOn = async (path: string, userId: string) => {
      const page = await client
        .get(path)
        .loginAs(await User.findOrFail(userId))
        .withInertia()
      return page.body().props.stuck
    }
    const live = `/campaigns/${stage.campaignId}`
    assert.containsSubset(await stuckOn(live, stage.ownerId), [{ count: 1, cause: 'unauthorized' }])
    assert.deepEqual(await stuckOn(live, other.streamer.id), [])
    assert.deepEqual(await stuckOn('/dashboard', other.streamer.id), [])

    // Also when the streamer has left.
    await testSql().run('DELETE FROM campaign_members WHERE user_id = $1', [stage.streamer.id])
    const [mine] = await stuckOn('/dashboard', stage.streamer.id)
    assert.containsSubset(mine, { count: 1, streamerId: stage.streamer.id })
    assert.match(mine.toDo, /connects Twitch again/)
  })

  test('are a streamer’s own part only, whatever the address asks for', async ({
    client,
    assert,
  }) => {
    const { accounts, streamers, page, mayManage } = await props(client, other.streamer.id)
    assert.isFalse(mayManage)
    assert.equal(accounts.total.received, 2)
    assert.lengthOf(page.lines, 2)
    assert.isEmpty(streamers)

    const asked = await props(client, other.streamer.id, `?streamer=${stage.streamer.id}`)
    assert.equal(asked.accounts.total.received, 0)
  })

  test('are picked by state, streamer, event and period', async ({ client, assert }) => {
    const count = async (query: string) => {
      const { accounts, page } = await props(client, stage.ownerId, query)
      return [accounts.total.received, page.lines.length]
    }

    assert.deepEqual(await count('?state=open'), [4, 2])
    assert.deepEqual(await count('?state=stuck'), [4, 1])
    assert.deepEqual(await count(`?streamer=${other.streamer.id}&state=refunded`), [2, 1])
    assert.deepEqual(await count(`?event=${stage.eventId}`), [4, 4])
    assert.deepEqual(await count('?event=00000000-0000-4000-8000-000000000000'), [0, 0])
    assert.deepEqual(await count(`?from=${DAY}&to=${DAY}`), [3, 3])
    assert.deepEqual(await count('?from=2026-03-02'), [1, 1])
  })

  test('say at the field what cannot be asked for', async ({ client, assert }) => {
    const odd = await props(client, stage.ownerId, '?state=lost&from=2026-02-31&streamer=me')
    assert.equal(odd.status, 422)
    assert.sameMembers(Object.keys(odd.problems), ['state', 'from', 'streamer'])
    assert.isNull(odd.page)

    const backwards = await props(client, stage.ownerId, '?from=2026-03-02&to=2026-03-01')
    assert.deepEqual(backwards.problems, { to: 'It ends before it begins.' })
  })

  test('go on page by page without repeating or leaving out a redemption of the same moment', async ({
    client,
    assert,
  }) => {
    const nyx = await viewer('nyx2')
    for (let index = 0; index < 120; index += 1) {
      await redemption(stage, { viewerId: nyx, state: 'counted', at: at('11:00:00') })
    }

    const seen: string[] = []
    let after: string | null = null
    do {
      const { page } = await props(client, stage.ownerId, after ? `?after=${after}` : '')
      seen.push(...page.lines.map(({ id }: { id: string }) => id))
      after = page.next
    } while (after)

    assert.lengthOf(seen, 124)
    assert.equal(new Set(seen).size, 124)
  })

  test('tell the story of one redemption, to whom it concerns', async ({ client, assert }) => {
    const sql = testSql()
    const id = await redemption(stage, {
      viewerId: await viewer('kip'),
      state: 'refunded',
      reason: 'expired',
      at: at('10:30:00'),
    })
    await sql.run(
      `INSERT INTO redemption_changes (redemption_id, from_state, to_state, reason, changed_by)
       VALUES ($1, 'counted', 'refund_pending', 'expired', 'us'),
              ($1, 'refund_pending', 'refunded', 'expired', 'us')`,
      [id]
    )
    await sql.run('UPDATE redemptions SET attempts = 3 WHERE id = $1', [id])
    const ask = async (userId: string) =>
      client
        .get(`/campaigns/${stage.campaignId}/accounts/${id}`)
        .loginAs(await User.findOrFail(userId))
        .withInertia()

    const { story } = (await ask(stage.streamer.id)).body().props
    assert.deepEqual(
      story.steps.map((step: { state: string; sentence: string | null }) => [
        step.state,
        step.sentence,
      ]),
      [
        ['counted', null],
        ['refund_pending', 'The goal was not reached in time.'],
        ['refunded', 'The goal was not reached in time.'],
      ]
    )
    assert.deepInclude(story, { attempts: 3, settledBy: 'us', nextAttemptAt: null, viewer: 'kip' })
    ;(await ask(other.streamer.id)).assertStatus(404)
    ;(await ask(stage.ownerId)).assertStatus(200)
  })

  test('claim no refund that nobody has confirmed', async ({ client, assert }) => {
    const sql = testSql()
    const id = await redemption(stage, {
      viewerId: await viewer('kip'),
      state: 'fulfilled',
      reason: 'refund_unconfirmed',
      at: at('10:30:00'),
    })
    await sql.run(
      `INSERT INTO redemption_changes (redemption_id, from_state, to_state, reason, changed_by)
       VALUES ($1, 'counted', 'refund_pending', 'expired', 'us'),
              ($1, 'refund_pending', 'fulfilled', 'refund_unconfirmed', 'twitch')`,
      [id]
    )
    await sql.run('UPDATE redemptions SET unanswered_since = redeemed_at WHERE id = $1', [id])
    const response = await client
      .get(`/campaigns/${stage.campaignId}/accounts/${id}`)
      .loginAs(await User.findOrFail(stage.ownerId))
      .withInertia()
    const { story } = response.body().props

    assert.isTrue(story.isUnconfirmed)
    assert.match(story.sentence, /refund was sent .* before Twitch answered/)
    assert.deepEqual(
      story.steps.map((step: { state: string; sentence: string | null }) => step.sentence),
      [
        null,
        'The goal was not reached in time.',
        'Sent to Twitch. No answer has come.',
        story.sentence,
      ]
    )
  })

  test('leave as CSV: the whole selection, times in UTC, formulas as text, hidden names left out', async ({
    client,
    assert,
  }) => {
    const sql = testSql()
    await sql.run(`UPDATE rewards SET title = '=HYPERLINK("x"), twist' WHERE id = $1`, [
      stage.reward.id,
    ])
    const shy = await viewer('shy', { isHidden: true })
    await redemption(stage, { viewerId: shy, state: 'received', at: at('07:00:00') })

    const response = await client
      .get(`/campaigns/${stage.campaignId}/accounts/export.csv?streamer=${stage.streamer.id}`)
      .loginAs(await User.findOrFail(stage.ownerId))
    response.assertStatus(200)
    assert.equal(response.header('content-type'), 'text/csv; charset=utf-8')
    assert.match(response.header('content-disposition') ?? '', /^attachment; filename="crowdcrit-/)
    const lines = response.text().trimEnd().split('\r\n')
    assert.lengthOf(lines, 4)
    assert.match(lines[0] ?? '', /^redemption_id,redeemed_at,received_at,settled_at,streamer/)
    assert.include(lines[1], `,2026-03-01T10:00:00.000Z,`)
    assert.include(lines[1], `,"'=HYPERLINK(""x""), twist",nyx,nyx,100,counted,`)
    assert.notInclude(lines[3], 'shy')

    const own = await client
      .get(`/campaigns/${stage.campaignId}/accounts/export.csv`)
      .loginAs(await User.findOrFail(other.streamer.id))
    assert.lengthOf(own.text().trimEnd().split('\r\n'), 3)
  })

  test('leave as CSV in chunks, none twice', async ({ assert }) => {
    const sql = testSql()
    await sql.run(
      `INSERT INTO redemptions (id, broadcaster_id, twitch_reward_id, reward_id, viewer_id,
         streamer_id, campaign_id, cost, redeemed_at)
       SELECT 'bulk-' || n, broadcaster_id, twitch_reward_id, reward_id, viewer_id, streamer_id,
         campaign_id, cost, '2026-03-03T00:00:00Z'
       FROM generate_series(1, 2500) AS n, (SELECT * FROM redemptions LIMIT 1) AS one`
    )
    const part = { campaignId: stage.campaignId, streamerId: null }
    let text = ''
    let chunks = 0
    for await (const chunk of exportLedger(sql, part, {})) {
      text += chunk
      chunks += 1
    }

    const ids = text
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',')[0])
    assert.equal(chunks, 4)
    assert.lengthOf(ids, 2504)
    assert.equal(new Set(ids).size, 2504)
  })
})
