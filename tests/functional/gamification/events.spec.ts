import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import User from '#accounts/user'
import { EVENT_TEMPLATES } from '#gamification/events/event_templates'
import { emptyDatabase } from '../../support/database.js'
import { createInstance, createStage, testSql, type TestStage } from '../../support/fixtures.js'

const [FATE] = EVENT_TEMPLATES

async function send(
  client: ApiClient,
  who: string,
  method: 'POST' | 'PUT',
  path: string,
  body: object
) {
  return client
    .request(path, method)
    .accept('json')
    .redirects(0)
    .withCsrfToken()
    .loginAs(await User.findOrFail(who))
    .json(body)
}

const eventsOf = (stage: TestStage) =>
  testSql().run<{ id: string; name: string; trigger_settings: unknown; coefficient: number }>(
    `SELECT * FROM gamification_events WHERE campaign_id = $1 AND id <> $2`,
    [stage.campaignId, stage.eventId]
  )

interface RewardFacts {
  title: string
  prompt: string
  cost: number
  is_enabled: boolean
}

async function rewardOf(stage: TestStage, eventId: string): Promise<RewardFacts | undefined> {
  const [row] = await testSql().run<RewardFacts>(
    `SELECT * FROM rewards WHERE subject_id = $1 AND streamer_id = $2 AND retired_at IS NULL`,
    [eventId, stage.streamer.id]
  )
  return row
}

test.group('Events', (group) => {
  group.each.setup(() => emptyDatabase())

  test('every template makes an event, switched off', async ({ client, assert }) => {
    const stage = await createStage(testSql())

    for (const { event } of EVENT_TEMPLATES) {
      const response = await send(
        client,
        stage.ownerId,
        'POST',
        `/campaigns/${stage.campaignId}/events`,
        event
      )
      assert.equal(response.status(), 302, response.text())
    }

    const events = await eventsOf(stage)
    assert.sameMembers(
      events.map(({ name }) => name),
      EVENT_TEMPLATES.map(({ event }) => event.name)
    )
    assert.equal(events.find(({ name }) => name === FATE?.event.name)?.coefficient, 0.3)
    const enabled = await testSql().run(
      'SELECT 1 FROM campaign_configs WHERE is_enabled AND event_id <> $1',
      [stage.eventId]
    )
    assert.lengthOf(enabled, 0)
  })

  test('{field} is refused: {message}')
    .with([
      { field: 'cost', change: { cost: 0 }, message: 'at least 1 channel point' },
      {
        field: 'rewardTitle',
        change: { rewardTitle: 'x'.repeat(46) },
        message: 'Twitch allows a title 45',
      },
      { field: 'viewerCap', change: { viewerCap: 0 }, message: 'At least once' },
      { field: 'viewerStreamCap', change: { viewerStreamCap: 0 }, message: 'At least once' },
      {
        field: 'overshoot',
        change: { mode: 'open', overshoot: 'roll_over' },
        message: 'starts from nothing',
      },
      { field: 'kind', change: { kind: 'choir' }, message: 'kind' },
      { field: 'triggerId', change: { triggerId: 'telepathy' }, message: 'not installed' },
      { field: 'actionId', change: { actionId: 'telepathy' }, message: 'not installed' },
      {
        field: 'triggerSettings.on',
        change: { triggerSettings: { on: 'sometimes' } },
        message: 'invalid',
      },
      {
        field: 'actionSettings.reason',
        change: { actionSettings: { reason: 'Hello {weather}' } },
        message: '{weather} is not known here',
      },
      {
        field: 'actionId',
        change: { triggerId: 'manual', triggerSettings: {} },
        message: 'needs a roll',
      },
      { field: 'mode', change: { mode: 'immediate' }, message: 'needs a roll' },
      {
        field: 'mode',
        change: {
          mode: 'open',
          triggerId: 'manual',
          triggerSettings: {},
          actionId: 'chat_message',
          actionSettings: { message: 'Hi' },
        },
        message: 'cannot open a goal',
      },
    ])
    .run(async ({ client, assert }, { field, change, message }) => {
      const stage = await createStage(testSql())

      const response = await send(
        client,
        stage.ownerId,
        'POST',
        `/campaigns/${stage.campaignId}/events`,
        { ...FATE?.event, ...change }
      )

      assert.equal(response.status(), 422, response.text())
      const faults: { field: string; message: string }[] = response.body().errors
      assert.equal(faults[0]?.field, field)
      assert.include(faults[0]?.message, message)
      assert.lengthOf(await eventsOf(stage), 0)
    })

  test('keep to whose goal it is while one is open', async ({ client, assert }) => {
    const stage = await createStage(testSql())
    const id = await createInstance(testSql(), { ...stage, streamerId: stage.streamer.id })
    const path = `/campaigns/${stage.campaignId}/events/${stage.eventId}`
    const change = () => send(client, stage.ownerId, 'PUT', path, { ...FATE?.event, kind: 'group' })

    const refused = await change()
    await testSql().run(
      `UPDATE instances SET version = version + 1, status = 'expired', ended_at = now() WHERE id = $1`,
      [id]
    )
    const accepted = await change()

    assert.equal(refused.status(), 422)
    assert.include(refused.text(), 'A goal of this event is open')
    assert.equal(accepted.status(), 302, accepted.text())
  })

  test('are shown with what they do, and whether their handlers are there', async ({
    client,
    assert,
  }) => {
    const stage = await createStage(testSql(), { event: { action_id: 'teleport' } })

    const response = await client
      .get(`/campaigns/${stage.campaignId}/events`)
      .withInertia()
      .loginAs(await User.findOrFail(stage.streamer.id))

    response.assertStatus(200)
    const { events, mayManage } = response.inertiaProps
    assert.isFalse(mayManage)
    assert.deepInclude(events[0], {
      id: stage.eventId,
      isEnabled: true,
      action: { id: 'teleport', label: 'teleport', isInstalled: false },
      trigger: { id: 'dice_critical', label: 'Critical roll', isInstalled: true },
    })
  })

  test('are edited with the forms of their handlers', async ({ client, assert }) => {
    const stage = await createStage(testSql())

    const response = await client
      .get(`/campaigns/${stage.campaignId}/events/${stage.eventId}`)
      .withInertia()
      .loginAs(await User.findOrFail(stage.ownerId))

    response.assertStatus(200)
    const { handlers, event } = response.inertiaProps
    assert.equal(event.triggerId, 'dice_critical')
    const critical = handlers.triggers.find(({ id }: { id: string }) => id === 'dice_critical')
    assert.deepEqual(critical.fields.on.enum, ['success', 'failure', 'both'])
    assert.equal(critical.fields.faces.default, 20)
  })
})

test.group('What a streamer sells', (group) => {
  group.each.setup(() => emptyDatabase())

  test('follows the switches of GM and streamer, and the effective price', async ({
    client,
    assert,
  }) => {
    const stage = await createStage(testSql())
    const path = `/campaigns/${stage.campaignId}/events`
    await send(client, stage.ownerId, 'POST', path, FATE?.event ?? {})
    const [event] = await eventsOf(stage)
    const id = event?.id ?? ''
    const offer = (body: object) =>
      send(client, stage.streamer.id, 'PUT', `${path}/${id}/offer`, body)
    const gm = (isEnabled: boolean) =>
      send(client, stage.ownerId, 'PUT', `${path}/${id}/switch`, { isEnabled })

    await offer({ isEnabled: true, cost: null })
    assert.isUndefined(await rewardOf(stage, id), 'the GM has not switched it on')

    await gm(true)
    assert.deepInclude(await rewardOf(stage, id), {
      title: 'Fate reversed',
      prompt: FATE?.event.rewardPrompt,
      cost: 300,
      is_enabled: true,
    })

    await offer({ isEnabled: true, cost: 450 })
    assert.deepInclude(await rewardOf(stage, id), { cost: 450, is_enabled: true })

    await send(client, stage.ownerId, 'PUT', `${path}/${id}`, {
      ...FATE?.event,
      rewardTitle: 'Twist!',
      cost: 200,
    })
    assert.deepInclude(await rewardOf(stage, id), { title: 'Twist!', cost: 450 })

    await gm(false)
    assert.deepInclude(await rewardOf(stage, id), { is_enabled: false })
    await gm(true)
    await offer({ isEnabled: false })
    assert.deepInclude(await rewardOf(stage, id), { is_enabled: false })
  })

  test('is the streamer’s own business', async ({ client, assert }) => {
    const stage = await createStage(testSql())
    const stranger = await createStage(testSql())
    const path = `/campaigns/${stage.campaignId}/events/${stage.eventId}/offer`
    const put = async (who: string, body: object) => {
      const response = await send(client, who, 'PUT', path, body)
      return response.status()
    }

    assert.equal(await put(stage.ownerId, { isEnabled: true }), 403)
    assert.equal(await put(stranger.streamer.id, { isEnabled: true }), 404)
    assert.equal(await put(stage.streamer.id, { isEnabled: true, cost: 0 }), 422)
  })

  test('goes off sale with the event, and open points go back', async ({ client, assert }) => {
    const stage = await createStage(testSql())
    const path = `/campaigns/${stage.campaignId}/events/${stage.eventId}/archive`

    await send(client, stage.ownerId, 'POST', path, {})

    assert.isUndefined(await rewardOf(stage, stage.eventId), 'the old one is on its way out')

    await send(client, stage.ownerId, 'POST', path.replace('archive', 'restore'), {})
    assert.deepInclude(await rewardOf(stage, stage.eventId), { is_enabled: true })
  })
})
