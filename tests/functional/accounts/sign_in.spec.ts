import { test } from '@japa/runner'
import { emptyDatabase } from '#tests/support/database'
import AccessSettings from '#accounts/access_settings'
import { AccessRules } from '#accounts/access_rules'
import User from '#accounts/user'
import { CreateCampaign } from '#campaigns/create_campaign'
import { InviteMember } from '#campaigns/invite_member'
import app from '@adonisjs/core/services/app'
import limiter from '@adonisjs/limiter/services/main'
import env from '#start/env'
import { useSimulator } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { Visitor } from '#tests/support/visitor'
import TwitchAccount from '#twitch/twitch_account'

const FOR_STREAMERS = '?for=streamer'

test.group('Signing in with Twitch', (group) => {
  let simulator: TwitchSimulator

  group.setup(async () => {
    simulator = await TwitchSimulator.start({
      users: [
        { login: 'ada', displayName: 'Ada' },
        { login: 'mira', displayName: 'Mira', broadcasterType: 'affiliate' },
      ],
    })
    useSimulator(simulator)
    return () => simulator.stop()
  })

  group.each.setup(() => emptyDatabase())
  // All visitors come from one address.
  group.each.setup(() => limiter.clear())

  test('makes an account, the first one an administrator', async ({ assert }) => {
    const { url, response } = await new Visitor().signIn('ada')
    await new Visitor().signIn('mira')

    assert.equal(new URL(url).pathname, '/campaigns')
    assert.equal(response.status, 200)
    const users = await User.query().orderBy('created_at')
    assert.deepEqual(
      users.map(({ displayName, isAdmin }) => [displayName, isAdmin]),
      [
        ['Ada', true],
        ['Mira', false],
      ]
    )
  })

  test('of two who come first at once, one is the administrator', async ({ assert }) => {
    const visits = await Promise.all(['ada', 'mira'].map((login) => new Visitor().signIn(login)))

    assert.deepEqual(
      visits.map(({ url }) => new URL(url).pathname),
      ['/campaigns', '/campaigns']
    )
    const users = await User.all()
    assert.sameMembers(
      users.map(({ isAdmin }) => isAdmin),
      [true, false]
    )
  })

  test('the named administrator is one however the name is written', async ({
    assert,
    cleanup,
  }) => {
    env.set('ADMIN_TWITCH_LOGIN', 'Mira')
    cleanup(() => env.set('ADMIN_TWITCH_LOGIN', ''))

    await new Visitor().signIn('ada')
    await new Visitor().signIn('mira')

    const users = await User.query().orderBy('created_at')
    assert.deepEqual(
      users.map(({ isAdmin }) => isAdmin),
      [false, true]
    )
  })

  test('asks for no permission, and keeps tokens only as ciphertext', async ({ assert }) => {
    await new Visitor().signIn('mira')

    const account = await TwitchAccount.findByOrFail('login', 'mira')
    const { tokens } = await simulator.control<{ tokens: unknown }>('GET', '/state')
    assert.deepEqual(account.scopes, [])
    assert.isNotEmpty(account.accessToken)
    assert.notInclude(JSON.stringify(tokens), account.accessToken ?? '')
  })

  test('signing in again keeps the permission to sell rewards', async ({ assert }) => {
    await new Visitor().signIn('mira', FOR_STREAMERS)
    const consented = await TwitchAccount.findByOrFail('login', 'mira')

    await new Visitor().signIn('mira')

    const account = await TwitchAccount.findByOrFail('login', 'mira')
    assert.deepEqual(account.scopes, ['channel:manage:redemptions'])
    assert.equal(account.tokenVersion, consented.tokenVersion)
  })

  test('comes back to the page one was on', async ({ assert }) => {
    const visitor = new Visitor()
    await visitor.get('/account')

    const { url } = await visitor.signIn('mira')

    assert.equal(new URL(url).pathname, '/account')
  })

  test('never leads to another site', async ({ assert }) => {
    for (const path of ['https://evil.test', '//evil.test', '/\\evil.test']) {
      const { url } = await new Visitor().signIn('mira', `?return=${encodeURIComponent(path)}`)
      assert.equal(new URL(url).pathname, '/campaigns')
    }
  })

  test('refuses a consent given by another Twitch account', async ({ assert }) => {
    const visitor = new Visitor()
    await visitor.signIn('ada')

    const { response } = await visitor.signIn('mira', FOR_STREAMERS)

    assert.include(await response.text(), 'signed in with another account')
    assert.isNull(await TwitchAccount.findBy('login', 'mira'))
  })

  test('says so when the visitor does not allow it', async ({ assert }) => {
    const visitor = new Visitor()
    const redirect = await visitor.get('/auth/twitch/redirect')
    const authorize = new URL(redirect.headers.get('location') ?? '')
    const back = new URL(authorize.searchParams.get('redirect_uri') ?? '')
    back.searchParams.set('error', 'access_denied')
    back.searchParams.set('state', authorize.searchParams.get('state') ?? '')

    const { response } = await visitor.follow(back.pathname + back.search)

    assert.include(await response.text(), 'nothing was changed')
    assert.lengthOf(await User.all(), 0)
  })

  test('refuses an answer to a question it did not ask', async ({ assert }) => {
    const { response } = await new Visitor().follow('/auth/twitch/callback?code=abc&state=forged')

    assert.include(await response.text(), 'Please try again')
    assert.lengthOf(await User.all(), 0)
  })

  test('keeps out whom the settings keep out', async ({ assert }) => {
    await new Visitor().signIn('ada')
    await new AccessRules().settings()
    await AccessSettings.query().update({ sign_in: 'list', sign_in_logins: ['somebody_else'] })

    const { response } = await new Visitor().signIn('mira')

    assert.include(await response.text(), 'does not let everybody in')
    assert.isNull(await TwitchAccount.findBy('login', 'mira'))
  })

  test('lets in whoever holds an open invitation link, and nobody who makes one up', async ({
    assert,
  }) => {
    await new Visitor().signIn('ada')
    await new AccessRules().settings()
    await AccessSettings.query().update({ sign_in: 'list', sign_in_logins: [] })
    const ada = await User.firstOrFail()
    const campaign = await new CreateCampaign().execute(ada, {
      name: 'The Sunken Crown',
      description: '',
      visibility: 'public',
      fallbackViewers: 10,
    })
    const invite = async (twitchLogin: string | null) => {
      const inviteMember = await app.container.make(InviteMember)
      const { token } = await inviteMember.execute(campaign, ada, { role: 'streamer', twitchLogin })
      return token
    }
    const signIn = (token: string) => new Visitor().signIn('mira', `?return=/invitations/${token}`)

    await signIn('inv_made_up')
    await signIn(await invite('somebody_else'))
    assert.isNull(await TwitchAccount.findBy('login', 'mira'))

    const token = await invite(null)
    const { url } = await signIn(token)
    assert.equal(new URL(url).pathname, `/invitations/${token}`)
    assert.isNotNull(await TwitchAccount.findBy('login', 'mira'))
  })

  test('lets the administrator in whatever the list says', async ({ assert }) => {
    await new Visitor().signIn('ada')
    await new AccessRules().settings()
    await AccessSettings.query().update({ sign_in: 'list', sign_in_logins: [] })

    const { url } = await new Visitor().signIn('ada')

    assert.equal(new URL(url).pathname, '/campaigns')
  })

  test('signs out', async ({ assert }) => {
    const visitor = new Visitor()
    await visitor.signIn('ada')

    await visitor.post('/sign-out')

    const { url, response } = await visitor.follow('/account')
    assert.equal(new URL(url).pathname, '/sign-in')
    assert.include(await response.text(), 'Sign in first.')
  })

  test('deletes an account when its word is typed, and revokes its tokens', async ({ assert }) => {
    const visitor = new Visitor()
    await visitor.signIn('mira', FOR_STREAMERS)

    const refused = await visitor.post('/account', { confirmation: 'yes' }, 'DELETE')
    assert.equal(refused.status, 422)

    await visitor.post('/account', { confirmation: 'DELETE' }, 'DELETE')
    assert.lengthOf(await User.all(), 0)
    assert.lengthOf(await TwitchAccount.all(), 0)
  })
})
