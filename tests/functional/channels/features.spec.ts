import { test } from '@japa/runner'
import limiter from '@adonisjs/limiter/services/main'
import User from '#accounts/user'
import TwitchAccount from '#twitch/twitch_account'
import { switchedOn } from '#channels/features/switched_on'
import { emptyDatabase } from '#tests/support/database'
import { createCampaign, createMember, testSql } from '#tests/support/fixtures'
import { useSimulator } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { Visitor } from '#tests/support/visitor'

const REWARDS = 'channel:manage:redemptions'
const FOLLOWERS = 'moderator:read:followers'

test.group('Features of a channel', (group) => {
  let simulator: TwitchSimulator

  group.setup(async () => {
    simulator = await TwitchSimulator.start({
      users: [
        { login: 'mira', displayName: 'Mira', broadcasterType: 'affiliate' },
        { login: 'oda', displayName: 'Oda', broadcasterType: 'affiliate' },
      ],
    })
    useSimulator(simulator)
    return () => simulator.stop()
  })
  group.each.setup(async () => {
    await simulator.reset()
    await emptyDatabase()
    await limiter.clear()
  })

  /** Mira, who streams for a campaign and has allowed rewards. */
  async function streamer() {
    const visitor = new Visitor()
    await visitor.signIn('mira', '?for=streamer')
    const { userId } = await TwitchAccount.findByOrFail('login', 'mira')
    const campaign = await createCampaign(testSql())
    await createMember(testSql(), campaign.id, userId, 'streamer')
    return { visitor, userId, switches: (id: string) => `/streamers/${userId}/features/${id}` }
  }

  /** Where a press on a switch leads to. */
  async function press(visitor: Visitor, path: string, method = 'POST'): Promise<string> {
    const response = await visitor.post(path, {}, method)
    await response.body?.cancel()
    const { headers, status } = response
    return headers.get('location') ?? headers.get('x-inertia-location') ?? `status ${status}`
  }

  const on = (userId: string) => switchedOn(testSql(), userId)
  const scopes = async () => (await TwitchAccount.findByOrFail('login', 'mira')).scopes

  async function toTwitch(visitor: Visitor, path: string): Promise<URL> {
    const redirect = await visitor.get(path)
    return new URL(redirect.headers.get('location') ?? '')
  }

  test('one whose permission is missing leads to Twitch, and is on when one is back', async ({
    assert,
  }) => {
    const { visitor, userId, switches } = await streamer()

    const consent = await press(visitor, switches('followers'))
    const twitch = await toTwitch(visitor, consent)
    assert.sameMembers((twitch.searchParams.get('scope') ?? '').split(' '), [REWARDS, FOLLOWERS])
    assert.deepEqual(await on(userId), [])

    const { url, response } = await visitor.follow(`${twitch}&login=mira`)
    assert.equal(new URL(url).pathname, '/dashboard')
    assert.equal(new URL(url).hash, '#listening')
    assert.include(await response.text(), 'Followers: switched on.')
    assert.deepEqual(await on(userId), ['followers'])
    assert.sameMembers(await scopes(), [REWARDS, FOLLOWERS])
  })

  test('what is in use is asked for again with the next one, and when one connects anew', async ({
    assert,
  }) => {
    const { visitor, userId, switches } = await streamer()
    await visitor.follow(
      `${await toTwitch(visitor, await press(visitor, switches('roles')))}&login=mira`
    )
    const asked = async (path: string) =>
      ((await toTwitch(visitor, path)).searchParams.get('scope') ?? '').split(' ')
    const all = [REWARDS, 'moderation:read', 'channel:read:vips']

    assert.sameMembers(await asked('/auth/twitch/redirect?for=bits'), [...all, 'bits:read'])
    await testSql().run(
      `UPDATE twitch_accounts SET state = 'refused', scopes = '{}' WHERE user_id = $1`,
      [userId]
    )
    assert.sameMembers(await asked('/auth/twitch/redirect?for=streamer'), all)
  })

  test('one whose permission is there is on at once', async ({ assert }) => {
    const { visitor, userId, switches } = await streamer()
    await visitor.signIn('mira', '?for=followers')
    assert.deepEqual(await on(userId), [], 'a link alone switches nothing on')

    assert.equal(await press(visitor, switches('followers')), '/dashboard#listening')
    assert.deepEqual(await on(userId), ['followers'])
    assert.equal(await press(visitor, switches('followers')), '/dashboard#listening')
    assert.deepEqual(await on(userId), ['followers'])
  })

  test('refusing on Twitch leaves all as it was and says so', async ({ assert }) => {
    const { visitor, userId, switches } = await streamer()
    const twitch = await toTwitch(visitor, await press(visitor, switches('followers')))

    const { url, response } = await visitor.follow(`${twitch}&login=mira&deny=1`)
    assert.equal(new URL(url).pathname, '/dashboard')
    assert.include(await response.text(), 'nothing was changed')
    assert.deepEqual(await on(userId), [])
    assert.deepEqual(await scopes(), [REWARDS])

    await visitor.signIn('mira', '?for=followers')
    assert.deepEqual(await on(userId), [], 'the wish was forgotten')
  })

  test('the consent of another Twitch account switches nothing on', async ({ assert }) => {
    const { visitor, userId, switches } = await streamer()
    const twitch = await toTwitch(visitor, await press(visitor, switches('followers')))

    const { response } = await visitor.follow(`${twitch}&login=oda`)
    assert.include(await response.text(), 'signed in with another account')
    assert.deepEqual(await on(userId), [])
    assert.deepEqual(await scopes(), [REWARDS])
  })

  test('two consents at once, neither of which covers the other: the later says to try again', async ({
    assert,
  }) => {
    const { visitor, userId, switches } = await streamer()
    const twitch = await toTwitch(visitor, await press(visitor, switches('followers')))
    const elsewhere = new Visitor()
    await elsewhere.signIn('mira')
    await elsewhere.signIn('mira', '?for=bits')

    const { response } = await visitor.follow(`${twitch}&login=mira`)
    assert.include(await response.text(), 'Please try once more.')
    assert.deepEqual(await on(userId), [])
    assert.sameMembers(await scopes(), [REWARDS, 'bits:read'])
  })

  test('switched off it is gone, and the permission stays', async ({ assert }) => {
    const { visitor, userId, switches } = await streamer()
    await visitor.signIn('mira', '?for=followers')
    await press(visitor, switches('followers'))

    assert.equal(await press(visitor, switches('followers'), 'DELETE'), '/dashboard#listening')
    assert.deepEqual(await on(userId), [])
    assert.include(await scopes(), FOLLOWERS)
  })

  test('nobody switches what is not theirs, not there, or always on', async ({ assert }) => {
    const { visitor, switches } = await streamer()
    const other = await User.create({ displayName: 'Oda' })

    for (const path of [
      `/streamers/${other.id}/features/followers`,
      switches('rewards'),
      switches('nonsense'),
    ]) {
      assert.equal(await press(visitor, path), 'status 404')
      assert.equal(await press(visitor, path, 'DELETE'), 'status 404')
    }
  })
})
