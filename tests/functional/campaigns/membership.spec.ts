import { test } from '@japa/runner'
import { emptyDatabase } from '#tests/support/database'
import User from '#accounts/user'
import { AnswerInvitation } from '#campaigns/answer_invitation'
import Campaign from '#campaigns/campaign'
import CampaignMember from '#campaigns/campaign_member'
import { CreateCampaign } from '#campaigns/create_campaign'
import { FindInvitation } from '#campaigns/find_invitation'
import { GoLive } from '#campaigns/go_live'
import { InviteMember } from '#campaigns/invite_member'
import Invitation from '#campaigns/invitation'
import { Departures } from '#campaigns/departures'
import { windUpCampaigns } from '#campaigns/wind_up_campaigns'
import { Notifications } from '#core/jobs/notifications'
import { transact } from '#core/transact'
import { campaignChannel, publicCampaignChannel } from '#core/realtime/channels'
import app from '@adonisjs/core/services/app'
import { until } from '#tests/support/until'
import { createStreamer, testSql } from '#tests/support/fixtures'

const INPUT = {
  name: 'The Sunken Crown',
  description: '',
  visibility: 'public' as const,
  fallbackViewers: 10,
}

async function campaignOf(owner: User): Promise<Campaign> {
  const campaign = await new CreateCampaign().execute(owner, INPUT)
  return Campaign.fromAddress(campaign.id)
}

async function invite(campaign: Campaign, inviter: User, twitchLogin: string | null = null) {
  const inviteMember = await app.container.make(InviteMember)
  const { token } = await inviteMember.execute(campaign, inviter, { role: 'streamer', twitchLogin })
  return token
}

test.group('Campaign membership', (group) => {
  group.each.setup(() => emptyDatabase())

  test('a campaign belongs to whoever creates it', async ({ client, assert }) => {
    const user = await User.create({ displayName: 'Ada' })

    await client.post('/campaigns').loginAs(user).withCsrfToken().json(INPUT).redirects(0)

    const campaign = await Campaign.query().preload('members').firstOrFail()
    assert.deepEqual(
      campaign.members.map(({ userId, role }) => ({ userId, role })),
      [{ userId: user.id, role: 'owner' }]
    )
  })

  test('names the field of a form that cannot be saved', async ({ client, assert }) => {
    const user = await User.create({ displayName: 'Ada' })

    const response = await client
      .post('/campaigns')
      .loginAs(user)
      .withCsrfToken()
      .accept('json')
      .json({ ...INPUT, name: '', fallbackViewers: -1 })

    response.assertStatus(422)
    const fields = response.body().errors.map(({ field }: { field: string }) => field)
    assert.sameMembers(fields, ['name', 'fallbackViewers'])
  })

  test('an invitation makes a member once, even when two tabs accept it at once', async ({
    assert,
  }) => {
    const owner = await User.create({ displayName: 'Ada' })
    const campaign = await campaignOf(owner)
    const token = await invite(campaign, owner)
    const people = await Promise.all(
      ['one', 'two', 'three'].map((displayName) => User.create({ displayName }))
    )
    const invitation = await new FindInvitation().execute(token)

    const answers = await Promise.allSettled(
      people.map((person) => new AnswerInvitation().accept(invitation, person))
    )

    assert.lengthOf(
      answers.filter(({ status }) => status === 'fulfilled'),
      1
    )
    const streamers = await CampaignMember.query().where('role', 'streamer')
    assert.lengthOf(streamers, 1)
    assert.isTrue(streamers[0].isLive)
  })

  test('an invitation for a login is for nobody else', async ({ assert }) => {
    const owner = await User.create({ displayName: 'Ada' })
    const campaign = await campaignOf(owner)
    const streamer = await createStreamer(testSql())
    const stranger = await createStreamer(testSql())
    const token = await invite(campaign, owner, streamer.login)
    const invitation = await new FindInvitation().execute(token)
    const answer = new AnswerInvitation()

    await assert.rejects(
      async () => answer.accept(invitation, await User.findOrFail(stranger.id)),
      new RegExp(`This invitation is for ${streamer.login}`)
    )
    await answer.accept(invitation, await User.findOrFail(streamer.id))
    assert.lengthOf(await CampaignMember.query().where('user_id', streamer.id), 1)
  })

  test('an invitation that ran out, was withdrawn or never was says so', async ({ client }) => {
    const owner = await User.create({ displayName: 'Ada' })
    const campaign = await campaignOf(owner)
    const expired = await invite(campaign, owner)
    await Invitation.query().update({ expires_at: new Date(0) })
    const withdrawn = await invite(campaign, owner)
    await Invitation.query().where('expires_at', '>', new Date()).update({ revoked_at: new Date() })

    const expectation = [
      [expired, 410],
      [withdrawn, 410],
      ['inv_unknown', 404],
    ] as const
    for (const [token, status] of expectation) {
      const response = await client.get(`/invitations/${token}`).accept('json')
      response.assertStatus(status)
    }
  })

  test('an expired invitation cannot be accepted, and says what to do', async ({
    client,
    assert,
  }) => {
    const owner = await User.create({ displayName: 'Ada' })
    const mira = await User.create({ displayName: 'Mira' })
    const token = await invite(await campaignOf(owner), owner)
    await Invitation.query().update({ expires_at: new Date(0) })

    const response = await client
      .post(`/invitations/${token}/accept`)
      .loginAs(mira)
      .withCsrfToken()
      .accept('json')
      .redirects(0)
    response.assertStatus(410)
    assert.match(response.text(), /expired. Ask the GM for a new link/)
    assert.lengthOf(await CampaignMember.query().where('user_id', mira.id), 0)
    const invitation = await Invitation.firstOrFail()
    assert.isNull(invitation.acceptedAt)
  })

  test('withdrawing an invitation that is none, or of another campaign, changes nothing', async ({
    client,
    assert,
  }) => {
    const owner = await User.create({ displayName: 'Ada' })
    const other = await User.create({ displayName: 'Mira' })
    const [own, foreign] = [await campaignOf(owner), await campaignOf(other)]
    await invite(foreign, other)
    const { id } = await Invitation.firstOrFail()

    for (const invitationId of ['not-a-uuid', id]) {
      const response = await client
        .delete(`/campaigns/${own.id}/invitations/${invitationId}`)
        .loginAs(owner)
        .withCsrfToken()
        .accept('json')
      response.assertStatus(404)
    }
    assert.isNull((await Invitation.firstOrFail()).revokedAt)
  })

  test('a streamer has one live campaign, whatever two tabs ask for', async ({ assert }) => {
    const owner = await User.create({ displayName: 'Ada' })
    const mira = await User.create({ displayName: 'Mira' })
    const campaigns = await Promise.all([campaignOf(owner), campaignOf(owner), campaignOf(owner)])
    await Promise.all(
      campaigns.map((campaign) =>
        campaign.related('members').create({ userId: mira.id, role: 'streamer' })
      )
    )
    const goLive = await app.container.make(GoLive)

    await Promise.all(campaigns.map(({ id }) => goLive.execute(id, mira.id)))

    assert.lengthOf(await CampaignMember.query().where('is_live', true), 1)
  })

  test('the owner cannot leave', async ({ client, assert }) => {
    const owner = await User.create({ displayName: 'Ada' })
    const campaign = await campaignOf(owner)

    const response = await client
      .delete(`/campaigns/${campaign.id}/members/${campaign.members[0].id}`)
      .loginAs(owner)
      .withCsrfToken()
      .accept('json')

    response.assertStatus(409)
    assert.lengthOf(await CampaignMember.all(), 1)
  })

  test('a member may leave but not remove another', async ({ client }) => {
    const owner = await User.create({ displayName: 'Ada' })
    const mira = await User.create({ displayName: 'Mira' })
    const tobi = await User.create({ displayName: 'Tobi' })
    const campaign = await campaignOf(owner)
    const own = await campaign.related('members').create({ userId: mira.id, role: 'streamer' })
    const other = await campaign.related('members').create({ userId: tobi.id, role: 'streamer' })
    const remove = (memberId: string) =>
      client
        .delete(`/campaigns/${campaign.id}/members/${memberId}`)
        .loginAs(mira)
        .withCsrfToken()
        .accept('json')
        .redirects(0)

    const refused = await remove(other.id)
    refused.assertStatus(403)
    const left = await remove(own.id)
    left.assertStatus(302)
  })

  test('an owner who accepted an own co-GM link does not inherit the campaign', async ({
    assert,
  }) => {
    const owner = await User.create({ displayName: 'Ada' })
    const mira = await User.create({ displayName: 'Mira' })
    const [alone, shared] = [await campaignOf(owner), await campaignOf(owner)]
    for (const campaign of [alone, shared]) {
      await campaign.related('members').create({ userId: owner.id, role: 'co_gm' })
    }
    await shared.related('members').create({ userId: mira.id, role: 'co_gm' })
    const departures = await app.container.make(Departures)

    await transact((sql, after) => windUpCampaigns(sql, after, owner, departures))

    await alone.refresh()
    assert.isNotNull(alone.archivedAt)
    const heirs = await CampaignMember.query().where('role', 'owner').where('user_id', mira.id)
    assert.deepEqual(
      heirs.map(({ campaignId }) => campaignId),
      [shared.id]
    )
  })

  test('what a member follows live ends with the membership, and with public access', async ({
    assert,
    client,
    cleanup,
  }) => {
    const owner = await User.create({ displayName: 'Ada' })
    const mira = await User.create({ displayName: 'Mira' })
    const campaign = await campaignOf(owner)
    const member = await campaign.related('members').create({ userId: mira.id, role: 'streamer' })
    const notifications = new Notifications()
    const ended: string[] = []
    // Without a channel it only says that listening has begun.
    notifications.on('streams', (channel) => channel !== '' && ended.push(channel))
    await notifications.start()
    cleanup(() => notifications.stop())

    await client
      .delete(`/campaigns/${campaign.id}/members/${member.id}`)
      .loginAs(owner)
      .withCsrfToken()
      .redirects(0)
    await until('the boards end', () => ended.length >= 2)
    assert.sameMembers(ended, [campaignChannel(campaign.id), publicCampaignChannel(campaign.id)])

    ended.length = 0
    await client
      .put(`/campaigns/${campaign.id}`)
      .loginAs(owner)
      .withCsrfToken()
      .json({ ...INPUT, visibility: 'members' })
      .redirects(0)
    await until('the public page ends', () => ended.length > 0)
    assert.deepEqual(ended, [publicCampaignChannel(campaign.id)])
  })
})
