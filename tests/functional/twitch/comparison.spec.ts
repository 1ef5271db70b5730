import { test } from '@japa/runner'
import User from '#accounts/user'
import { emptyDatabase } from '#tests/support/database'
import {
  createCampaign,
  createEvent,
  createMember,
  createReward,
  setViewers,
  testSql,
} from '#tests/support/fixtures'
import { createStreamer, useSimulator } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'

test.group('Comparison with Twitch on demand', (group) => {
  let simulator: TwitchSimulator

  group.setup(async () => {
    simulator = await TwitchSimulator.start({
      users: [{ login: 'mira', broadcasterType: 'affiliate', live: true }],
    })
    useSimulator(simulator)
    return () => simulator.stop()
  })
  group.each.setup(async () => {
    await simulator.reset()
    await emptyDatabase()
  })

  async function missed(viewers: number) {
    const sql = testSql()
    const { user, twitchId } = await createStreamer(simulator, 'mira')
    await setViewers(sql, user.id, 5)
    const campaign = await createCampaign(sql)
    await createMember(sql, campaign.id, user.id, 'streamer')
    const eventId = await createEvent(sql, campaign.id, { event: { minimum: 100 } })
    const made = await simulator.control<{ id: string }>('POST', '/rewards', {
      broadcaster: 'mira',
      title: 'Twist',
      cost: 100,
      clientId: TwitchSimulator.clientId,
    })
    await createReward(
      sql,
      {
        streamer: { id: user.id, broadcasterId: twitchId, login: 'mira' },
        campaignId: campaign.id,
        eventId,
      },
      { reward: { twitch_reward_id: made.id } }
    )
    await simulator.redeem({ broadcaster: 'mira', reward: 'Twist', viewers })
    return { user, campaign }
  }

  test('the streamer is told what it has found', async ({ client }) => {
    const { user } = await missed(3)
    const ask = () =>
      client
        .post(`/streamers/${user.id}/reconciliations`)
        .loginAs(user)
        .withCsrfToken()
        .redirects(0)

    const first = await ask()
    first.assertFlashMessage('success', 'Compared with Twitch: 3 redemptions caught up.')
    const second = await ask()
    second.assertFlashMessage('success', 'Compared with Twitch: everything matches.')
  })

  test('so is the GM, also of what could not be read', async ({ client, assert }) => {
    const { user, campaign } = await missed(1)
    const gm = await User.findOrFail(campaign.ownerId)
    await simulator.control('POST', '/faults/http', { path: 'redemptions', status: 500, times: 1 })
    const ask = (streamerId: string) =>
      client
        .post(`/campaigns/${campaign.id}/streamers/${streamerId}/reconciliations`)
        .loginAs(gm)
        .withCsrfToken()
        .redirects(0)

    const first = await ask(user.id)
    const told: unknown = first.flashMessage('error')
    assert.match(String(told), /Not everything could be compared/)
    const second = await ask(user.id)
    second.assertFlashMessage('success', 'Compared with Twitch: 1 redemption caught up.')

    const stranger = await ask(gm.id)
    stranger.assertStatus(404)
  })

  test('both pages show the last one', async ({ client, assert }) => {
    const { user, campaign } = await missed(2)
    await client
      .post(`/streamers/${user.id}/reconciliations`)
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)

    const gm = await User.findOrFail(campaign.ownerId)
    for (const [path, reader] of [
      ['/dashboard', user],
      [`/campaigns/${campaign.id}/accounts`, gm],
    ] as const) {
      const page = await client.get(path).loginAs(reader).withInertia()
      assert.containSubset(page.inertiaProps.comparisons, [
        { streamerId: user.id, problem: null, caughtUp: { sentence: 'Caught up 2 redemptions' } },
      ])
    }
  })
})
