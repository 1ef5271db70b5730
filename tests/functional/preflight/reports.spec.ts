import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import User from '#accounts/user'
import { latestReports } from '#preflight/report'
import { WatchCampaigns } from '#preflight/watch_campaigns'
import { ready } from '#tests/functional/preflight/ready'
import { emptyDatabase } from '#tests/support/database'
import { createMember, createStreamer, createUser, testSql } from '#tests/support/fixtures'
import { type Shop, SHOP } from '#tests/support/shop'
import { useSimulator } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'

async function post(client: ApiClient, who: string, path: string, body: object = {}) {
  return client
    .post(path)
    .accept('json')
    .redirects(0)
    .withCsrfToken()
    .loginAs(await User.findOrFail(who))
    .json(body)
}

async function page(client: ApiClient, who: string, campaignId: string) {
  return client
    .get(`/campaigns/${campaignId}/preflight`)
    .loginAs(await User.findOrFail(who))
    .withInertia()
}

async function isLive({ stage }: Shop): Promise<boolean> {
  const [row] = await testSql().run<{ is_live: boolean }>(
    `SELECT is_live FROM campaign_members WHERE campaign_id = $1 AND user_id = $2
       AND role = 'streamer'`,
    [stage.campaignId, stage.streamer.id]
  )
  return row?.is_live ?? false
}

const noWorld = () => testSql().run('DELETE FROM foundry_connections')
const titlesOf = ({ sections }: { sections: { title: string }[] }) =>
  sections.map(({ title }) => title)

test.group('Pre-flight | reports', (group) => {
  let simulator: TwitchSimulator
  group.setup(async () => {
    simulator = await TwitchSimulator.start({
      users: [{ login: SHOP, broadcasterType: 'affiliate' }],
    })
    useSimulator(simulator)
    return () => simulator.stop()
  })
  group.each.setup(async () => {
    await emptyDatabase()
    await simulator.reset()
  })

  test('what was found is kept, and shown with who asked', async ({ client, assert }) => {
    const { stage } = await ready(simulator)
    const address = `/campaigns/${stage.campaignId}/preflight`

    const first = await page(client, stage.ownerId, stage.campaignId)
    assert.deepEqual(first.body().props.reports, [])
    const response = await post(client, stage.ownerId, address)
    response.assertStatus(302)
    await noWorld()
    await post(client, stage.ownerId, address)

    const { props } = (await page(client, stage.ownerId, stage.campaignId)).body()
    assert.deepEqual(
      props.reports.map(({ state }: { state: string }) => state),
      ['failed', 'passed']
    )
    assert.isString(props.reports[0].by)
    assert.deepEqual(titlesOf(props.reports[0]), ['This installation', 'The table', SHOP])
  })

  test('what has failed keeps a campaign from going live, unless the streamer insists', async ({
    client,
    assert,
  }) => {
    const shop = await ready(simulator)
    const { campaignId, streamer } = shop.stage
    await testSql().run('UPDATE campaign_members SET is_live = false')
    await noWorld()

    const refused = await post(client, streamer.id, `/campaigns/${campaignId}/live`)
    assert.match(refused.header('location') ?? '', /preflight$/)
    assert.isFalse(await isLive(shop))
    const [report] = await latestReports(testSql(), campaignId, 'full', 1)
    assert.equal(report?.state, 'failed')

    await post(client, streamer.id, `/campaigns/${campaignId}/live`, { anyway: true })
    assert.isTrue(await isLive(shop))
  })

  test('when nothing has failed it goes live at once', async ({ client, assert }) => {
    const shop = await ready(simulator)
    await testSql().run('UPDATE campaign_members SET is_live = false')

    await post(client, shop.stage.streamer.id, `/campaigns/${shop.stage.campaignId}/live`)

    assert.isTrue(await isLive(shop))
  })

  test('a streamer sees the own channel, a stranger nothing', async ({ client, assert }) => {
    const { stage } = await ready(simulator)
    const other = await createStreamer(testSql(), { name: 'Tobi' })
    await createMember(testSql(), stage.campaignId, other.id, 'streamer')
    const address = `/campaigns/${stage.campaignId}/preflight`
    await post(client, stage.ownerId, address)

    const asGm = (await page(client, stage.ownerId, stage.campaignId)).body().props.reports[0]
    const actions = asGm.sections.flatMap(({ findings }: { findings: { action: unknown }[] }) =>
      findings.map(({ action }) => action)
    )
    assert.isTrue(actions.every((action: unknown) => action === null))
    const { props } = (await page(client, other.id, stage.campaignId)).body()
    assert.deepEqual(titlesOf(props.reports[0]), ['This installation', 'The table', 'Tobi'])
    await post(client, other.id, address)
    const mine = (await page(client, stage.ownerId, stage.campaignId)).body().props.reports[0]
    assert.deepEqual(titlesOf(mine), ['This installation', 'The table', 'Tobi'])

    const stranger = await createUser(testSql())
    const asStranger = await page(client, stranger, stage.campaignId)
    asStranger.assertStatus(404)
    const asked = await post(client, stranger, address)
    asked.assertStatus(404)
    const live = await post(client, stage.ownerId, `/campaigns/${stage.campaignId}/live`)
    live.assertStatus(403)
  })

  test('while on the air only what changes is kept', async ({ assert }) => {
    const { stage } = await ready(simulator)
    const watch = await app.container.make(WatchCampaigns)
    const states = async () => {
      const reports = await latestReports(testSql(), stage.campaignId, 'light', 10)
      return reports.map(({ state }) => state)
    }

    await watch.execute()
    await watch.execute()
    assert.deepEqual(await states(), ['passed'])
    await noWorld()
    // As several processes do it at the same moment.
    await Promise.all([1, 2, 3].map(() => watch.execute()))
    assert.deepEqual(await states(), ['failed', 'passed'])

    await testSql().run('UPDATE channel_states SET is_live = false')
    await testSql().run(`UPDATE eventsub_connections SET state = 'failed'`)
    await watch.execute()
    assert.deepEqual(await states(), ['failed', 'passed'])
  })
})
