import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { DeleteAccount } from '#accounts/delete_account'
import User from '#accounts/user'
import CampaignMember from '#campaigns/campaign_member'
import { EndMembership } from '#campaigns/end_membership'
import { createCampaign, createMember, createUser } from '#tests/support/fixtures'
import { openStream } from '#tests/functional/foundry/open_stream'
import {
  approve,
  ask,
  codeOf,
  forgetLimits,
  holder,
  isHeld,
  listen,
  type Paired,
  sql,
  startPairing,
  statusOf,
  Tab,
  world,
} from '#tests/functional/foundry/support'

const poll = (deviceCode: string) =>
  ask<{ access_token: string; connectionId: string }>('POST', '/pair/poll', {
    body: { device_code: deviceCode },
  })

/** A browser that came in by this GM's word. */
async function browserOf(campaignId: string, gmId: string, instanceId?: string): Promise<Paired> {
  const campaign = { id: campaignId, ownerId: gmId }
  const request = world(instanceId)
  const started = await startPairing(request)
  await approve(started.user_code, campaign)
  const { body } = await poll(started.device_code)
  return {
    campaign,
    connectionId: body.connectionId,
    instanceId: request.instanceId,
    token: body.access_token,
  }
}

async function stage() {
  const { id: campaignId, ownerId } = await createCampaign(sql())
  const coGmId = await createUser(sql(), 'Co-GM')
  await createMember(sql(), campaignId, coGmId, 'co_gm')
  return { campaignId, ownerId, coGmId }
}

async function leave(campaignId: string, userId: string, role = 'co_gm') {
  const member = await CampaignMember.query().where({ campaignId, userId, role }).firstOrFail()
  const endMembership = await app.container.make(EndMembership)
  await endMembership.execute(member)
}

test.group('Foundry | a GM who leaves', (group) => {
  group.each.setup(() => forgetLimits())
  group.each.setup(() => listen())

  test('a removed co-GM’s browser loses the table at once, the owner’s does not', async ({
    client,
    assert,
  }) => {
    const { campaignId, ownerId, coGmId } = await stage()
    const theirs = await holder(await browserOf(campaignId, coGmId))
    const owners = new Tab(await browserOf(campaignId, ownerId, theirs.paired.instanceId))
    const stream = await openStream(theirs)
    const member = await CampaignMember.findByOrFail('userId', coGmId)

    const response = await client
      .delete(`/campaigns/${campaignId}/members/${member.id}`)
      .loginAs(await User.findOrFail(ownerId))
      .withCsrfToken()
      .redirects(0)

    response.assertStatus(302)
    await stream.next('revoked')
    await stream.end()
    assert.equal(await codeOf(theirs.beat()), 'revoked')
    assert.isTrue(await isHeld(owners.hello()))
  })

  test('so does the successor of a rotated token, and a code not yet fetched', async ({
    assert,
  }) => {
    const { campaignId, coGmId } = await stage()
    const paired = await browserOf(campaignId, coGmId)
    const { body } = await ask<{ access_token: string }>('POST', '/token/rotate', {
      token: paired.token,
      body: {},
    })
    const request = world(paired.instanceId)
    const unfetched = await startPairing(request)
    await approve(unfetched.user_code, paired.campaign)

    await leave(campaignId, coGmId)

    for (const token of [paired.token, body.access_token]) {
      assert.equal(await statusOf(new Tab({ ...paired, token }).beat()), 401)
    }
    assert.equal(await codeOf(poll(unfetched.device_code)), 'access_denied')
  })

  test('who is a GM in another way stays, and who is none lets nobody in', async ({ assert }) => {
    const { campaignId, ownerId } = await stage()
    await createMember(sql(), campaignId, ownerId, 'co_gm')
    const tab = new Tab(await browserOf(campaignId, ownerId))
    await leave(campaignId, ownerId)
    assert.equal(await statusOf(tab.beat()), 200)

    const stranger = await createUser(sql(), 'Stranger')
    const started = await startPairing()
    await assert.rejects(
      () => approve(started.user_code, { id: campaignId, ownerId: stranger }),
      'Only a GM of the campaign can let a world in.'
    )
  })

  test('a deleted account takes its browsers along, also from what was its own campaign', async ({
    assert,
  }) => {
    const { campaignId, ownerId, coGmId } = await stage()
    const owners = new Tab(await browserOf(campaignId, ownerId))
    const heirs = new Tab(await browserOf(campaignId, coGmId, owners.paired.instanceId))
    const deleteAccount = await app.container.make(DeleteAccount)

    await deleteAccount.execute(await User.findOrFail(ownerId))

    assert.equal(await codeOf(owners.beat()), 'revoked')
    assert.equal(await statusOf(heirs.beat()), 200)
  })

  test('a token that is rotated at that moment has no successor', async ({ assert }) => {
    const { campaignId, coGmId } = await stage()
    const paired = await browserOf(campaignId, coGmId)
    const rotate = () => ask('POST', '/token/rotate', { token: paired.token, body: {} })

    await Promise.all([rotate(), rotate(), leave(campaignId, coGmId), rotate(), rotate()])

    const alive = await sql().run(
      'SELECT id FROM foundry_tokens WHERE connection_id = $1 AND revoked_at IS NULL',
      [paired.connectionId]
    )
    assert.lengthOf(alive, 0)
  })
})
