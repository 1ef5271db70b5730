import { test } from '@japa/runner'
import User from '#accounts/user'
import { createMember, createUser } from '#tests/support/fixtures'
import { createCampaign } from '#tests/support/fixtures'
import { openStream } from '#tests/functional/foundry/open_stream'
import {
  appendCommand,
  ask,
  forgetLimits,
  holder,
  listen,
  pair,
  type Refusal,
  sql,
  startPairing,
  statusOf,
  world,
} from '#tests/functional/foundry/support'

const gmOf = ({ ownerId }: { ownerId: string }) => User.findOrFail(ownerId)
const poll = (deviceCode: string) =>
  ask<Refusal>('POST', '/pair/poll', { body: { device_code: deviceCode } })

test.group('Foundry | pages', (group) => {
  group.each.setup(() => forgetLimits())

  test('a GM sees who asks, approves, and the module gets its token', async ({
    assert,
    client,
  }) => {
    const campaign = await createCampaign(sql())
    const gm = await gmOf(campaign)
    const started = await startPairing()
    const typed = started.user_code.toLowerCase().replace('-', ' ')

    const page = await client.get('/foundry/pair').qs({ code: typed }).loginAs(gm).withInertia()
    page.assertStatus(200)
    page.assertInertiaComponent('foundry/pair')
    page.assertInertiaPropsContains({
      code: started.user_code,
      pairing: {
        worldTitle: 'The Sunken Keep',
        origin: 'https://foundry.example',
        userName: 'Gamemaster',
      },
      campaigns: [{ id: campaign.id, world: null }],
    })

    const approved = await client
      .post('/foundry/pair/approve')
      .form({ code: started.user_code, campaignId: campaign.id })
      .loginAs(gm)
      .withCsrfToken()
      .redirects(0)
    approved.assertStatus(302)
    approved.assertHeader('location', `/campaigns/${campaign.id}/foundry`)
    assert.equal(await statusOf(poll(started.device_code)), 200)
  })

  test('denied, the module is told', async ({ assert, client }) => {
    const campaign = await createCampaign(sql())
    const started = await startPairing()
    await client
      .post('/foundry/pair/deny')
      .form({ code: started.user_code })
      .loginAs(await gmOf(campaign))
      .withCsrfToken()
      .redirects(0)

    const { body } = await poll(started.device_code)
    assert.equal(body.error.code, 'access_denied')
  })

  test('nobody pairs a campaign that is not theirs', async ({ assert, client }) => {
    const campaign = await createCampaign(sql())
    const streamerId = await createUser(sql(), 'Streamer')
    await createMember(sql(), campaign.id, streamerId, 'streamer', false)
    const started = await startPairing()
    const approveAs = async (userId: string) =>
      client
        .post('/foundry/pair/approve')
        .form({ code: started.user_code, campaignId: campaign.id })
        .loginAs(await User.findOrFail(userId))
        .withCsrfToken()
        .accept('json')
        .redirects(0)

    assert.equal(await statusOfResponse(approveAs(await createUser(sql(), 'Stranger'))), 404)
    assert.equal(await statusOfResponse(approveAs(streamerId)), 403)
    assert.equal(await statusOf(poll(started.device_code)), 400)
  })

  test('another world takes over only when the GM says so', async ({ assert, client }) => {
    const first = await pair()
    const gm = await gmOf(first.campaign)
    const other = await startPairing(world())
    const approveWith = (form: Record<string, string>) =>
      client
        .post('/foundry/pair/approve')
        .form({ code: other.user_code, campaignId: first.campaign.id, ...form })
        .loginAs(gm)
        .withCsrfToken()
        .accept('json')
        .redirects(0)

    assert.equal(await statusOfResponse(approveWith({})), 409)
    assert.equal(await statusOfResponse(approveWith({ replace: 'true' })), 302)
    assert.equal(
      await statusOf(
        ask('POST', '/heartbeat', {
          token: first.token,
          body: { clientId: 'tab', candidate: true },
        })
      ),
      401
    )
  })

  test('the table’s page: state, browsers, characters, commands', async ({ assert, client }) => {
    const tab = await holder()
    const { campaign } = tab.paired
    const gm = await gmOf(campaign)
    const streamerId = await createUser(sql(), 'Streamer')
    await createMember(sql(), campaign.id, streamerId, 'streamer', false)
    const { id } = await appendCommand(campaign.id)
    await tab.result(id, { status: 'uncertain' })
    const address = `/campaigns/${campaign.id}/foundry`

    const page = await client.get(address).loginAs(gm).withInertia()
    page.assertStatus(200)
    page.assertInertiaPropsContains({
      table: {
        connection: { worldTitle: 'The Sunken Keep' },
        lease: { holder: 'Gamemaster' },
        browsers: [{ userName: 'Gamemaster', isHolder: true }],
        streamers: [{ id: streamerId }],
        commands: [{ id, isUndecided: true }],
      },
    })

    const assigned = await client
      .put(`${address}/assignments`)
      .form({ actorId: 'hero', name: 'Ada', streamerId })
      .loginAs(gm)
      .withCsrfToken()
      .redirects(0)
    assigned.assertStatus(302)
    const rows = await sql().run(
      'SELECT actor_id, streamer_id FROM character_assignments WHERE campaign_id = $1',
      [campaign.id]
    )
    assert.deepEqual(rows, [{ actor_id: 'hero', streamer_id: streamerId }])
    const stranger = await client
      .put(`${address}/assignments`)
      .form({ actorId: 'hero', name: 'Ada', streamerId: campaign.ownerId })
      .loginAs(gm)
      .withCsrfToken()
      .accept('json')
    stranger.assertStatus(422)

    await client
      .post(`${address}/commands/${id}`)
      .form({ decision: 'ignore' })
      .loginAs(gm)
      .withCsrfToken()
      .redirects(0)
    const [command] = await sql().run<{ status: string }>(
      'SELECT status FROM foundry_commands WHERE id = $1',
      [id]
    )
    assert.equal(command?.status, 'skipped')

    const [token] = await sql().run<{ id: string }>(
      'SELECT id FROM foundry_tokens WHERE connection_id = $1',
      [tab.paired.connectionId]
    )
    const revoked = await client
      .delete(`${address}/browsers/${token?.id}`)
      .loginAs(gm)
      .withCsrfToken()
      .redirects(0)
    revoked.assertStatus(302)
    assert.equal(await statusOf(tab.beat()), 401)
  })

  test('the GM’s rules for criticals reach the open tabs, and those that come later', async ({
    assert,
    client,
    cleanup,
  }) => {
    cleanup(await listen())
    const tab = await holder()
    const { campaign } = tab.paired
    const gm = await gmOf(campaign)
    const stream = await openStream(tab)
    cleanup(() => stream.close())
    const rule = {
      name: 'Panic',
      result: 'failure',
      faces: 6,
      kind: 'stress',
      keptOnly: true,
      comparison: 'is',
      value: 1,
      count: 1,
      doubles: false,
    }
    const save = (rules: unknown) =>
      client
        .put(`/campaigns/${campaign.id}/foundry/rules`)
        .json({ rules })
        .loginAs(gm)
        .withCsrfToken()
        .accept('json')
        .redirects(0)

    const saved = await save([rule])
    saved.assertStatus(302)
    const { data } = await stream.next('config')
    const config = { rollMaxAge: 120, rollRules: [rule], manualTriggers: [], switchedOff: [] }
    assert.deepInclude(data, { config })
    assert.deepInclude((await tab.hello()).body, { config })

    const refused = [
      [{ ...rule, faces: 1 }],
      [{ ...rule, comparison: 'like' }],
      [{ ...rule, count: '2' }],
      Array.from({ length: 13 }, () => rule),
      'none',
    ]
    for (const rules of refused) assert.equal(await statusOfResponse(save(rules)), 422)
    assert.deepInclude((await tab.hello()).body, { config })
  })

  test('what took effect can be undone from the page, once', async ({ assert, client }) => {
    const tab = await holder()
    const { campaign } = tab.paired
    const gm = await gmOf(campaign)
    const stat = await appendCommand(campaign.id, {
      type: 'stat.modify',
      payload: { actorId: 'hero', delta: -1 },
    })
    const sound = await appendCommand(campaign.id, {
      type: 'sound.play',
      payload: { soundId: 'list.thunder' },
    })
    await tab.result(stat.id)
    await tab.result(sound.id)
    const address = `/campaigns/${campaign.id}/foundry`
    const undo = (id: string) =>
      client
        .post(`${address}/commands/${id}`)
        .form({ decision: 'undo' })
        .loginAs(gm)
        .withCsrfToken()
        .accept('json')
        .redirects(0)
    const shown = async (expected: Record<string, string | boolean>[]) => {
      const page = await client.get(address).loginAs(gm).withInertia()
      page.assertInertiaPropsContains({ table: { commands: expected } })
    }

    await shown([
      { id: sound.id, isUndoable: false },
      { id: stat.id, isUndoable: true },
    ])
    assert.equal(await statusOfResponse(undo(sound.id)), 409)
    assert.equal(await statusOfResponse(undo(stat.id)), 302)
    assert.equal(await statusOfResponse(undo(stat.id)), 409)
    await shown([
      { type: 'command.undo' },
      { id: sound.id, isUndoable: false },
      { id: stat.id, isUndoable: false },
    ])
  })

  test('only its GMs see a campaign’s table', async ({ client }) => {
    const { campaign } = await pair()
    const address = `/campaigns/${campaign.id}/foundry`
    const stranger = await User.findOrFail(await createUser(sql(), 'Stranger'))

    const asked = await client.get(address).loginAs(stranger).accept('json')
    asked.assertStatus(404)
    const guest = await client.get(address).redirects(0)
    guest.assertStatus(302)
  })
})

async function statusOfResponse(pending: Promise<{ status(): number }>): Promise<number> {
  const response = await pending
  return response.status()
}
