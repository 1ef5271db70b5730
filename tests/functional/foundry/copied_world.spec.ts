import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import User from '#accounts/user'
import { createCampaign } from '#tests/support/fixtures'
import {
  ask,
  codeOf,
  forgetLimits,
  pair,
  type Paired,
  type Refusal,
  sql,
  startPairing,
  statusOf,
  Tab,
  world,
} from '#tests/functional/foundry/support'

const poll = (deviceCode: string) =>
  ask<{ access_token: string; connectionId: string } & Refusal>('POST', '/pair/poll', {
    body: { device_code: deviceCode },
  })

/** The GM's answer on the approval page. */
async function decide(
  client: ApiClient,
  { campaign }: Paired,
  code: string,
  answer: Record<string, string> = {}
) {
  const response = await client
    .post('/foundry/pair/approve')
    .form({ code, campaignId: campaign.id, ...answer })
    .loginAs(await User.findOrFail(campaign.ownerId))
    .withCsrfToken()
    .accept('json')
    .redirects(0)
  return response.status()
}

async function kinshipOnPage(client: ApiClient, { campaign }: Paired, code: string) {
  const page = await client
    .get('/foundry/pair')
    .qs({ code })
    .loginAs(await User.findOrFail(campaign.ownerId))
    .withInertia()
  const { campaigns } = page.inertiaProps as { campaigns: { world: { kinship: string } }[] }
  return campaigns[0]?.world.kinship
}

const originsOf = async ({ connectionId }: Paired) => {
  const [row] = await sql().run<{ other_origins: string[]; is_active: boolean }>(
    'SELECT other_origins, is_active FROM foundry_connections WHERE id = $1',
    [connectionId]
  )
  return row
}

test.group('Foundry | a copied world', (group) => {
  group.each.setup(() => forgetLimits())

  test('another browser of the same world joins without a question', async ({ assert, client }) => {
    const first = await pair()
    const again = await startPairing({
      ...world(first.instanceId),
      foundryOrigin: 'https://FOUNDRY.example/',
    })

    assert.equal(await kinshipOnPage(client, first, again.user_code), 'same')
    assert.equal(await decide(client, first, again.user_code), 302)
    const { body } = await poll(again.device_code)
    assert.equal(body.connectionId, first.connectionId)
    assert.equal(await statusOf(new Tab(first).hello()), 200)
  })

  test('of campaigns that are called the same, the one the world belongs to is suggested', async ({
    assert,
    client,
  }) => {
    const first = await pair()
    const { ownerId } = first.campaign
    // Names come first in the list otherwise; one that has no world, too.
    await createCampaign(sql(), { ownerId, campaign: { name: 'A keep above the ground' } })
    await createCampaign(sql(), { ownerId })
    const again = await startPairing(world(first.instanceId))

    assert.equal(await kinshipOnPage(client, first, again.user_code), 'same')
  })

  test('one opened at another address asks, and joins or takes over as the GM says', async ({
    assert,
    client,
  }) => {
    const first = await pair()
    const elsewhere = () =>
      startPairing({ ...world(first.instanceId), foundryOrigin: 'http://localhost:30000' })
    const local = await elsewhere()
    assert.equal(await kinshipOnPage(client, first, local.user_code), 'elsewhere')
    assert.equal(await decide(client, first, local.user_code), 409)
    assert.equal(await decide(client, first, local.user_code, { same: 'true' }), 302)
    const joined = await poll(local.device_code)
    assert.equal(joined.body.connectionId, first.connectionId)
    assert.deepEqual(await originsOf(first), {
      other_origins: ['http://localhost:30000'],
      is_active: true,
    })

    const known = await elsewhere()
    assert.equal(await decide(client, first, known.user_code), 302)

    const moved = await startPairing({
      ...world(first.instanceId),
      foundryOrigin: 'https://moved.example',
    })
    assert.equal(await decide(client, first, moved.user_code, { replace: 'true' }), 302)
    const { body } = await poll(moved.device_code)
    assert.notEqual(body.connectionId, first.connectionId)
    assert.equal(await statusOf(new Tab(first).hello()), 401)
  })

  test('a copy takes over only when the GM says so; “the same” is no answer', async ({
    assert,
    client,
  }) => {
    const first = await pair()
    const copy = await startPairing({ ...world(first.instanceId), worldId: 'emberfall-copy' })

    assert.equal(await kinshipOnPage(client, first, copy.user_code), 'copy')
    assert.equal(await decide(client, first, copy.user_code, { same: 'true' }), 409)
    assert.equal(await statusOf(new Tab(first).hello()), 200)
    assert.equal(await decide(client, first, copy.user_code, { replace: 'true' }), 302)
    assert.equal(await statusOf(new Tab(first).hello()), 401)
  })

  test('a copy that brought the token along gets nothing by it', async ({ assert }) => {
    const first = await pair()
    const tab = new Tab(first)
    const copied = tab.hello({ worldId: 'emberfall-copy', worldTitle: 'The copy' })
    assert.equal(await codeOf(copied), 'another_world')

    const [row] = await sql().run<{ world_id: string; world_title: string }>(
      'SELECT world_id, world_title FROM foundry_connections WHERE id = $1',
      [first.connectionId]
    )
    assert.deepEqual(row, { world_id: 'emberfall', world_title: 'The Sunken Keep' })
    assert.isTrue((await tab.hello()).body.lease.held)
  })
})
