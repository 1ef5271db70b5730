import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import User from '#accounts/user'
import { Broadcaster } from '#core/realtime/broadcaster'
import { campaignChannel, streamerChannel } from '#core/realtime/channels'
import type { Frame } from '#core/realtime/frame'
import { EVENT_TEMPLATES } from '#gamification/events/event_templates'
import { listRehearsals } from '#rehearsal/rehearsal_rows'
import { RehearseCampaign } from '#rehearsal/rehearse_campaign'
import { RehearsalFailed, runRehearsal } from '#rehearsal/run_rehearsal'
import type { Script } from '#rehearsal/scene'
import { emptyDatabase } from '#tests/support/database'
import {
  createMember,
  createStage,
  createStreamer,
  createUser,
  testSql,
  type TestStage,
} from '#tests/support/fixtures'
import { until } from '#tests/support/until'

const LONGEST_MS = 90_000

async function send(
  client: ApiClient,
  who: string,
  method: 'POST' | 'DELETE',
  path: string,
  body: object = {}
) {
  return client
    .request(path, method)
    .accept('json')
    .redirects(0)
    .withCsrfToken()
    .loginAs(await User.findOrFail(who))
    .json(body)
}

/** Two streamers, and every event that there is an idea of, switched on. */
async function fullCampaign(client: ApiClient): Promise<TestStage> {
  const stage = await createStage(testSql(), { event: { minimum: 5, coefficient: 0.01 } })
  const other = await createStreamer(testSql(), { name: 'Tobi', viewers: 20 })
  await createMember(testSql(), stage.campaignId, other.id, 'streamer')
  for (const { event } of EVENT_TEMPLATES) {
    const path = `/campaigns/${stage.campaignId}/events`
    const response = await send(client, stage.ownerId, 'POST', path, event)
    response.assertStatus(302)
  }
  await testSql().run(
    `INSERT INTO campaign_configs (event_id, is_enabled)
     SELECT id, true FROM gamification_events WHERE campaign_id = $1
     ON CONFLICT (event_id) DO UPDATE SET is_enabled = true`,
    [stage.campaignId]
  )
  return stage
}

/** How many rows every table has, with what the ledger's points add up to. */
async function everything() {
  const tables = await testSql().run<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c
     WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
       AND c.relname NOT IN ('rehearsals', 'ownerships') ORDER BY 1`
  )
  const counts = tables.map(
    ({ name }) => `SELECT '${name}' AS name, count(*)::int AS rows FROM "${name}"`
  )
  const points = `SELECT 'points ' || state, COALESCE(sum(cost), 0)::int FROM redemptions GROUP BY state`
  return testSql().run(`${counts.join(' UNION ALL ')} UNION ALL ${points} ORDER BY 1`)
}

const schemas = () =>
  testSql().run(`SELECT nspname FROM pg_namespace WHERE nspname LIKE 'rehearsal%'`)

/** What is sent to whoever watches. */
const sent: { channel: string; frame: Frame }[] = []

class Recording extends Broadcaster {
  override send(channels: string | string[], frame: Frame) {
    for (const channel of [channels].flat()) sent.push({ channel, frame })
  }
}

const short = (changes: Partial<Script> = {}): Script => ({
  seconds: 60,
  viewers: 200,
  seed: 1,
  waves: [{ from: 0, perMinute: 300 }],
  rolls: [{ at: 50, natural: 20 }],
  ...changes,
})

const unseen = { state: () => {}, shot: () => {} }

test.group('Rehearsal', (group) => {
  group.setup(() => {
    // What rehearses is made once, with whom it is told to.
    app.container.swap(Broadcaster, () => new Recording())
    return () => app.container.restore(Broadcaster)
  })
  group.each.setup(async () => {
    sent.length = 0
    await emptyDatabase()
  })

  test('six minutes of a whole campaign with 500 viewers, and only the report stays', async ({
    client,
    assert,
  }) => {
    const { campaignId, ownerId, streamer } = await fullCampaign(client)
    const campaign = `/campaigns/${campaignId}/rehearsal`
    // Somebody who had played along has left, and the streams are off.
    const former = await createStreamer(testSql(), { name: 'Ari' })
    await testSql().run(
      `INSERT INTO streamer_configs (event_id, streamer_id, is_enabled)
       SELECT id, $2, true FROM gamification_events WHERE campaign_id = $1`,
      [campaignId, former.id]
    )
    await testSql().run('UPDATE channel_states SET is_live = false')
    await testSql().run(`UPDATE campaign_members SET is_live = true WHERE role = 'streamer'`)
    const before = await everything()

    const started = await send(client, ownerId, 'POST', campaign, { viewers: 500, speed: 20 })
    started.assertStatus(302)
    const again = await send(client, ownerId, 'POST', campaign, { viewers: 500, speed: 20 })
    again.assertStatus(409)
    await until(
      'the rehearsal has ended',
      async () => (await listRehearsals(testSql(), campaignId))[0]?.status !== 'running',
      LONGEST_MS
    )

    const [line] = await listRehearsals(testSql(), campaignId)
    assert.equal(line?.status, 'done', line?.message ?? '')
    const { redemptions, points, instances, rolls, timeline, refunds } =
      line?.outcome ?? assert.fail()
    assert.equal(redemptions.total, redemptions.fulfilled + redemptions.refunded + redemptions.open)
    assert.isAbove(redemptions.fulfilled, 10)
    assert.isAbove(points.spent, 1_000)
    assert.equal(
      timeline.reduce((sum, span) => sum + span.fulfilled + span.refunded + span.open, 0),
      redemptions.total
    )
    assert.equal(
      refunds.reduce((sum, { count }) => sum + count, 0),
      redemptions.refunded
    )
    assert.isAbove(instances.filter(({ status }) => status === 'completed').length, 1)
    assert.includeMembers(
      rolls.map(({ natural }) => natural),
      [1, 20]
    )
    assert.isAtLeast(rolls.length, 30)

    assert.deepEqual(await everything(), before)
    assert.deepEqual(await schemas(), [])
    const told = (channel: string) =>
      sent.filter((each) => each.channel === channel && each.frame.event === 'rehearsal')
    for (const channel of [campaignChannel(campaignId), streamerChannel(streamer.id)]) {
      assert.isAbove(told(channel).length, 20)
      assert.isNull(told(channel).at(-1)?.frame.data)
    }
    const others = sent.filter(({ frame }) => frame.event !== 'rehearsal' && !frame.rehearsal)
    assert.deepEqual(
      others.filter(({ frame }) => frame.event.startsWith('gamification:')),
      []
    )
  }).timeout(LONGEST_MS)

  test('stopped midway nothing of it is left', async ({ client, assert }) => {
    const { campaignId, ownerId } = await createStage(testSql())
    const address = `/campaigns/${campaignId}/rehearsal`
    const before = await everything()
    await send(client, ownerId, 'POST', address, { viewers: 50, speed: 1 })

    const stopped = await send(client, ownerId, 'DELETE', address)
    stopped.assertStatus(302)
    const rehearse = await app.container.make(RehearseCampaign)
    await rehearse.idle()

    const [line] = await listRehearsals(testSql(), campaignId)
    assert.equal(line?.status, 'stopped')
    assert.deepEqual(await everything(), before)
    assert.deepEqual(await schemas(), [])
  }).timeout(LONGEST_MS)

  test('who is on the air, or plays something else, shows the real thing', async ({
    client,
    assert,
  }) => {
    const { campaignId, ownerId, streamer } = await createStage(testSql())
    const away = await createStreamer(testSql(), { name: 'Tobi' })
    await createMember(testSql(), campaignId, away.id, 'streamer')
    await testSql().run('UPDATE campaign_members SET is_live = false WHERE user_id = $1', [away.id])
    const address = `/campaigns/${campaignId}/rehearsal`
    await send(client, ownerId, 'POST', address, { viewers: 50, speed: 1 })

    await until('it is shown', () => sent.some(({ frame }) => frame.data !== null), LONGEST_MS)
    await send(client, ownerId, 'DELETE', address)
    const rehearse = await app.container.make(RehearseCampaign)
    await rehearse.idle()

    const channels = new Set(sent.map(({ channel }) => channel))
    assert.isTrue(channels.has(campaignChannel(campaignId)))
    assert.isFalse(channels.has(streamerChannel(streamer.id)))
    assert.isFalse(channels.has(streamerChannel(away.id)))
  }).timeout(LONGEST_MS)

  test('two that begin at the same moment leave each other alone', async ({ assert }) => {
    const first = await createStage(testSql(), { event: { minimum: 3 } })
    const second = await createStage(testSql(), { event: { minimum: 3 } })
    const rehearsed = await Promise.all(
      [first, second].map(({ campaignId }) =>
        runRehearsal({
          campaignId,
          script: short({ seconds: 20 }),
          speed: 20,
          audience: unseen,
          signal: new AbortController().signal,
        })
      )
    )
    assert.isTrue(rehearsed.every(({ redemptions }) => redemptions.total > 0))
    assert.deepEqual(await schemas(), [])
  }).timeout(LONGEST_MS)

  test('what a killed server has left behind goes with the next one', async ({ assert }) => {
    const { campaignId } = await createStage(testSql(), { event: { minimum: 3 } })
    await testSql().run('CREATE SCHEMA rehearsal_0123456789ab')
    await testSql().run('CREATE TABLE rehearsal_0123456789ab.users (id integer)')

    const outcome = await runRehearsal({
      campaignId,
      script: short(),
      speed: 20,
      audience: unseen,
      signal: new AbortController().signal,
    })

    assert.isAbove(outcome.redemptions.total, 0)
    assert.deepEqual(await schemas(), [])
  }).timeout(LONGEST_MS)

  test('of a campaign that is gone nothing comes, and nothing stays', async ({ assert }) => {
    await createStage(testSql())
    await assert.rejects(
      () =>
        runRehearsal({
          campaignId: '00000000-0000-7000-8000-000000000000',
          script: short(),
          speed: 20,
          audience: unseen,
          signal: new AbortController().signal,
        }),
      RehearsalFailed
    )
    assert.deepEqual(await schemas(), [])
  }).timeout(LONGEST_MS)

  test('is for GMs', async ({ client }) => {
    const { campaignId, streamer } = await createStage(testSql())
    const stranger = await createUser(testSql())
    const address = `/campaigns/${campaignId}/rehearsal`
    const wish = { viewers: 10, speed: 20 }

    const asStreamer = await send(client, streamer.id, 'POST', address, wish)
    asStreamer.assertStatus(403)
    const asStranger = await send(client, stranger, 'POST', address, wish)
    asStranger.assertStatus(404)
    const stopping = await send(client, stranger, 'DELETE', address)
    stopping.assertStatus(404)
  })

  test('{field} within bounds')
    .with([
      { field: 'viewers', value: 0 },
      { field: 'viewers', value: 10_001 },
      { field: 'speed', value: 21 },
      { field: 'speed', value: 0.5 },
    ])
    .run(async ({ client, assert }, { field, value }) => {
      const { campaignId, ownerId } = await createStage(testSql())
      const wish = { viewers: 10, speed: 20, [field]: value }
      const response = await send(
        client,
        ownerId,
        'POST',
        `/campaigns/${campaignId}/rehearsal`,
        wish
      )
      response.assertStatus(422)
      assert.equal(response.body().errors[0].field, field)
    })
})
