import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import limiter from '@adonisjs/limiter/services/main'
import User from '#accounts/user'
import { emptyDatabase } from '#tests/support/database'
import { createStage, createStreamer, testSql, type TestStage } from '#tests/support/fixtures'
import { redemption, viewer } from '#tests/functional/dashboards/ledger'

const AT = '2026-03-01T10:00:00Z'

test.group('A viewer’s own points', (group) => {
  let stage: TestStage

  group.each.setup(async () => {
    await emptyDatabase()
    stage = await createStage(testSql())
  })

  test('are found by the Twitch account, with the reason of each refund', async ({
    client,
    assert,
  }) => {
    const nyx = await createStreamer(testSql(), { name: 'Nyx', account: { scopes: '{}' } })
    const viewerId = await viewer('nyx', { twitchId: nyx.broadcasterId })
    await redemption(stage, { viewerId, state: 'refunded', reason: 'expired', at: AT })
    await redemption(stage, {
      viewerId,
      state: 'refund_pending',
      reason: 'panic',
      at: '2026-02-28T10:00:00Z',
    })
    await redemption(stage, { viewerId: await viewer('kip'), state: 'counted', at: AT })

    const response = await client
      .get('/points')
      .loginAs(await User.findOrFail(nyx.id))
      .withInertia()
    const { points, isHidden } = response.body().props
    assert.isFalse(isHidden)
    assert.deepInclude(points.totals, { received: 2, refunded: 1, open: 1 })
    assert.equal(
      points.lines[0].sentence,
      'The goal was not reached in time, so your points came back.'
    )
    assert.equal(points.lines[0].campaign, 'The Sunken Keep')
    assert.equal(
      points.lines[1].sentence,
      'The game master stopped everything. The points are on their way back.'
    )
  })

  test('lead from an opened pack to its cards', async ({ client, assert }) => {
    const nyx = await createStreamer(testSql(), { name: 'Nyx', account: { scopes: '{}' } })
    const viewerId = await viewer('nyx', { twitchId: nyx.broadcasterId })
    await redemption(stage, { viewerId, state: 'fulfilled', reason: 'pack_shown', at: AT })
    await redemption(stage, { viewerId, state: 'refunded', reason: 'pack_archived', at: AT })

    const own = await client
      .get('/points')
      .loginAs(await User.findOrFail(nyx.id))
      .withInertia()
    const cards = own.body().props.points.lines.map((line: { cards: string | null }) => line.cards)
    assert.sameMembers(cards, [`/packs/${stage.streamer.id}/viewers/nyx`, null])
  })

  test('say so when nobody knows whether they are back', async ({ client, assert }) => {
    const nyx = await createStreamer(testSql(), { name: 'Nyx', account: { scopes: '{}' } })
    const viewerId = await viewer('nyx', { twitchId: nyx.broadcasterId })
    await redemption(stage, { viewerId, state: 'fulfilled', reason: 'refund_unconfirmed', at: AT })

    const response = await client
      .get('/points')
      .loginAs(await User.findOrFail(nyx.id))
      .withInertia()
    const [line] = response.body().props.points.lines
    assert.isTrue(line.isUnconfirmed)
    assert.match(line.sentence, /If the points are not back, Twitch counts them as spent/)
  })

  test('hide the name everywhere, also before the first redemption', async ({ client, assert }) => {
    const nyx = await createStreamer(testSql(), { name: 'Nyx', account: { scopes: '{}' } })
    const choose = async (isHidden: boolean) =>
      client
        .put('/points')
        .loginAs(await User.findOrFail(nyx.id))
        .withCsrfToken()
        .json({ isHidden })
        .redirects(0)

    await choose(true)
    const [row] = await testSql().run<{ id: string; is_hidden: boolean }>(
      'SELECT id, is_hidden FROM viewers WHERE twitch_id = $1',
      [nyx.broadcasterId]
    )
    assert.isTrue(row?.is_hidden)
    await redemption(stage, { viewerId: Number(row?.id), state: 'counted', at: AT })

    const names = async () => {
      const response = await client.get(`/c/${stage.campaignId}`).withInertia()
      return response.body().props.redemptions.map((line: { viewer: string }) => line.viewer)
    }
    assert.deepEqual(await names(), [null])
    await choose(false)
    assert.deepEqual(await names(), ['Nyx'])
  })
})

test.group('Looking a viewer up', (group) => {
  let stage: TestStage

  group.each.setup(async () => {
    await emptyDatabase()
    await limiter.clear()
    stage = await createStage(testSql(), { campaign: { viewers_searchable: true } })
  })

  const look = (client: ApiClient, login: string) =>
    client.get(`/c/${stage.campaignId}/viewers?login=${login}`).withInertia()

  test('is off unless the campaign allows it', async ({ client }) => {
    const shut = await createStage(testSql())
    const response = await client.get(`/c/${shut.campaignId}/viewers?login=nyx`).withInertia()
    response.assertStatus(404)
  })

  test('shows this campaign’s redemptions only', async ({ client, assert }) => {
    const elsewhere = await createStage(testSql())
    const viewerId = await viewer('nyx')
    await redemption(stage, { viewerId, state: 'refunded', reason: 'panic', at: AT })
    await redemption(elsewhere, { viewerId, state: 'counted', at: AT })

    const { viewer: name, points } = (await look(client, 'NYX')).body().props
    assert.equal(name, 'nyx')
    assert.lengthOf(points.lines, 1)
    assert.equal(points.lines[0].sentence, 'The game master stopped everything.')
  })

  test('answers for a hidden viewer, one who never came here and an unknown one alike', async ({
    client,
    assert,
  }) => {
    const elsewhere = await createStage(testSql())
    const shy = await viewer('aaa', { isHidden: true })
    await redemption(stage, { viewerId: shy, state: 'counted', at: AT })
    await redemption(elsewhere, { viewerId: await viewer('bbb'), state: 'counted', at: AT })

    const answers = await Promise.all(
      ['aaa', 'bbb', 'ccc'].map(async (login) => {
        const response = await look(client, login)
        return response.text().replaceAll(login, 'xxx')
      })
    )
    assert.equal(new Set(answers).size, 1)
    assert.include(answers[0], '"points":null')
  })

  test('never shows who gave a login up in place of who hides with it', async ({
    client,
    assert,
  }) => {
    const before = await viewer('nyx')
    await redemption(stage, { viewerId: before, state: 'counted', at: AT })
    await testSql().run(`UPDATE viewers SET updated_at = now() - interval '1 day' WHERE id = $1`, [
      before,
    ])
    await viewer('Nyx', { isHidden: true })

    assert.isNull((await look(client, 'nyx')).body().props.points)
  })

  test('says so when it is no login, and is slowed down', async ({ client, assert }) => {
    const odd = await look(client, encodeURIComponent("'; --"))
    odd.assertStatus(422)
    assert.isString(odd.body().props.problem)

    const statuses: number[] = []
    for (let turn = 0; turn < 30; turn += 1) {
      statuses.push((await look(client, 'nobody')).status())
    }
    assert.equal(statuses.at(-1), 429)
  })
})
