import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import User from '#accounts/user'
import { effectiveConfigs } from '#gamification/effective_config'
import { emptyDatabase } from '../../support/database.js'
import { createStage, testSql, type TestStage } from '../../support/fixtures.js'
import { instancesOf, openIntake, purchase } from '../ledger/support.js'

type Body = Record<string, number | string | null>

const put = async (client: ApiClient, who: string, path: string, body: Body) =>
  client
    .put(path)
    .accept('json')
    .redirects(0)
    .withCsrfToken()
    .loginAs(await User.findOrFail(who))
    .json(body)

const eventPath = ({ campaignId, eventId }: TestStage) =>
  `/campaigns/${campaignId}/events/${eventId}`

const tune = (client: ApiClient, stage: TestStage, body: Body) =>
  put(client, stage.ownerId, `${eventPath(stage)}/tuning`, body)

const tuneHere = (client: ApiClient, stage: TestStage, body: Body) =>
  put(client, stage.streamer.id, `${eventPath(stage)}/offer/tuning`, body)

/** What holds on the streamer's channel, and for the campaign as a whole. */
async function rules({ eventId, streamer }: TestStage) {
  const [here, whole] = await effectiveConfigs(testSql(), [
    { eventId, streamerId: streamer.id },
    { eventId, streamerId: null },
  ])
  return { here: here.rules, whole: whole.rules }
}

const ALL = {
  cost: 150,
  coefficient: 0.5,
  minimum: 4,
  durationSeconds: 120,
  cooldownSeconds: 600,
  viewerCap: 2,
  viewerStreamCap: 5,
}
const NOTHING = Object.fromEntries(Object.keys(ALL).map((field) => [field, null]))

const BAD: [string, number | string][] = [
  ['coefficient', -1],
  ['minimum', 0],
  ['durationSeconds', 9],
  ['durationSeconds', 86_401],
  ['cooldownSeconds', -1],
  ['cooldownSeconds', 604_801],
  ['viewerCap', 0],
  ['viewerCap', 1.5],
  ['viewerStreamCap', 0],
  ['minimum', 'many'],
]

test.group('What an event asks for, tuned', (group) => {
  group.each.setup(() => emptyDatabase())

  test('for the campaign, until it goes back to the event’s', async ({ client, assert }) => {
    const stage = await createStage(testSql(), { event: { viewer_cap: 9 } })
    const before = await rules(stage)

    const response = await tune(client, stage, ALL)
    assert.equal(response.status(), 302, response.text())
    const tuned = await rules(stage)
    assert.deepInclude(tuned.here, ALL)
    assert.deepInclude(tuned.whole, ALL)

    await tune(client, stage, { ...NOTHING, cooldownSeconds: 0 })
    const back = await rules(stage)
    assert.deepEqual(back.whole, { ...before.whole, cooldownSeconds: 0 })

    await tune(client, stage, NOTHING)
    assert.deepEqual(await rules(stage), before)
  })

  test('by a streamer for the own channel only, price and switch untouched', async ({
    client,
    assert,
  }) => {
    const stage = await createStage(testSql(), { config: { viewer_cap: 3, cooldown_seconds: 60 } })
    await put(client, stage.streamer.id, `${eventPath(stage)}/offer`, {
      isEnabled: 'true',
      cost: 77,
    })

    const response = await tuneHere(client, stage, { viewerCap: 1, cooldownSeconds: 30 })
    assert.equal(response.status(), 302, response.text())
    const tuned = await rules(stage)
    assert.deepInclude(tuned.here, { viewerCap: 1, cooldownSeconds: 30, cost: 77 })
    assert.deepInclude(tuned.whole, { viewerCap: 3, cooldownSeconds: 60 })

    await put(client, stage.streamer.id, `${eventPath(stage)}/offer`, {
      isEnabled: 'true',
      cost: null,
    })
    assert.deepInclude((await rules(stage)).here, { viewerCap: 1, cooldownSeconds: 30, cost: 100 })

    await tuneHere(client, stage, {})
    assert.deepInclude((await rules(stage)).here, { viewerCap: 3, cooldownSeconds: 60 })
  })

  test('holds for the next goal, and Twitch keeps the limit of a stream', async ({
    client,
    assert,
    cleanup,
  }) => {
    const stage = await createStage(testSql())
    const intake = openIntake()
    cleanup(() => intake.stop())
    await tune(client, stage, { viewerCap: 1, viewerStreamCap: 4, minimum: 6 })
    const viewer = { twitchId: `5${Date.now()}`, login: 'eager', displayName: 'Eager' }
    const buy = async () => {
      const outcome = await intake.take(purchase(stage.reward, { viewer }))
      return 'reason' in outcome ? outcome.reason : outcome.kind
    }

    assert.deepEqual([await buy(), await buy()], [null, 'viewer_cap'])
    await tune(client, stage, NOTHING)

    assert.containSubset(await instancesOf(stage.eventId), [{ objective: 6, progress: 1 }])
    assert.equal(await buy(), 'viewer_cap', 'a running goal keeps its rules')
    const [reward] = await testSql().run<{ max_per_viewer: number | null }>(
      'SELECT max_per_viewer FROM rewards WHERE id = $1',
      [stage.reward.id]
    )
    assert.isNull(reward.max_per_viewer)
    await tune(client, stage, { viewerStreamCap: 4 })
    assert.deepEqual(
      await testSql().run('SELECT max_per_viewer FROM rewards WHERE id = $1', [stage.reward.id]),
      [{ max_per_viewer: 4 }]
    )
  })

  for (const [field, value] of [['cost', 0] as [string, number], ...BAD]) {
    test(`for the campaign, not with ${field} ${value}`, async ({ client, assert }) => {
      const stage = await createStage(testSql())
      const before = await rules(stage)

      const response = await tune(client, stage, { [field]: value })

      assert.equal(response.status(), 422)
      assert.equal(response.body().errors[0].field, field)
      assert.notInclude(response.body().errors[0].message, field, 'a sentence for people')
      assert.deepEqual(await rules(stage), before)
    })
  }

  for (const [field, value] of BAD) {
    test(`by a streamer, not with ${field} ${value}`, async ({ client, assert }) => {
      const stage = await createStage(testSql())
      const before = await rules(stage)

      const response = await tuneHere(client, stage, { [field]: value })

      assert.equal(response.status(), 422)
      assert.equal(response.body().errors[0].field, field)
      assert.deepEqual(await rules(stage), before)
    })
  }

  test('of a group, by a streamer only as far as the own share goes', async ({
    client,
    assert,
  }) => {
    const stage = await createStage(testSql(), { event: { kind: 'group' } })

    for (const field of ['durationSeconds', 'cooldownSeconds', 'viewerCap', 'viewerStreamCap']) {
      const response = await tuneHere(client, stage, { [field]: 30 })
      assert.equal(response.status(), 422)
      assert.containSubset(response.body().errors, [
        { field, message: 'All channels share this goal, so the campaign decides about it.' },
      ])
    }

    await tuneHere(client, stage, { minimum: 2, coefficient: 0.1 })
    assert.deepInclude((await rules(stage)).here, { minimum: 2, coefficient: 0.1 })
  })

  test('is shown with what it goes back to', async ({ client, assert }) => {
    const stage = await createStage(testSql(), {
      event: { cooldown_seconds: 300 },
      config: { cooldown_seconds: 60, viewer_cap: 2 },
    })
    await tuneHere(client, stage, { cooldownSeconds: 0 })

    const editor = await client
      .get(eventPath(stage))
      .withInertia()
      .loginAs(await User.findOrFail(stage.ownerId))
    assert.deepInclude(editor.inertiaProps.event.tuning, {
      cooldownSeconds: 60,
      viewerCap: 2,
      viewerStreamCap: null,
    })
    assert.equal(editor.inertiaProps.event.cooldownSeconds, 300)

    const dashboard = await client
      .get('/dashboard')
      .withInertia()
      .loginAs(await User.findOrFail(stage.streamer.id))
    const [offer] = dashboard.inertiaProps.offers
    assert.deepInclude(offer.tuning, { cooldownSeconds: 0, viewerCap: null })
    assert.deepInclude(offer.suggested, { cooldownSeconds: 60, viewerCap: 2, minimum: 10 })

    const list = await client
      .get(`/campaigns/${stage.campaignId}/events`)
      .withInertia()
      .loginAs(await User.findOrFail(stage.ownerId))
    assert.deepInclude(list.inertiaProps.events[0], { cooldownSeconds: 60, viewerCap: 2 })
  })
})
