import { test } from '@japa/runner'
import { unseal } from '#twitch/tokens/token_cipher'
import { RunningApp } from '#tests/support/running_app'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { until } from '#tests/support/until'
import { Visitor } from '#tests/support/visitor'

test.group('No secret', (group) => {
  let simulator: TwitchSimulator
  let app: RunningApp

  group.setup(async () => {
    simulator = await TwitchSimulator.start({
      users: [{ login: 'mira', displayName: 'Mira', broadcasterType: 'affiliate' }],
    })
    app = await RunningApp.start({ simulator, env: { LOG_LEVEL: 'trace' } })
    return async () => {
      await app.destroy()
      await simulator.stop()
    }
  })

  interface Account {
    user_id: string
    twitch_id: string
    access_token: string | null
    refresh_token: string | null
    state: string
    token_version: number
  }

  const account = async (): Promise<Account> => {
    const [row] = await app.query<Account>('SELECT * FROM twitch_accounts')
    if (!row) throw new Error('Nobody has signed in')
    return row
  }

  /** Has the list of followers read now, which needs the token. */
  const poll = () => app.query(`UPDATE channel_polls SET next_at = '-infinity'; NOTIFY polling`)

  const isRead = async () => {
    const rows = await app.query(
      'SELECT FROM channel_polls WHERE finished_at IS NOT NULL AND next_at > now()'
    )
    return rows.length > 0
  }

  test('is written to the log or stands in the database in clear, whatever becomes of a token', async ({
    assert,
  }) => {
    const secrets = new Set([TwitchSimulator.clientSecret])
    const remember = async () => {
      const row = await account()
      for (const sealed of [row.access_token, row.refresh_token]) {
        if (sealed !== null) secrets.add(unseal(sealed, row.twitch_id))
      }
      return row
    }

    const visitor = new Visitor(app.url)
    await visitor.signIn('mira', '?for=streamer')
    const { user_id: userId } = await remember()
    await visitor.post('/campaigns', {
      name: 'The Sunken Crown',
      visibility: 'members',
      fallbackViewers: 10,
    })
    await app.query(
      `INSERT INTO campaign_members (id, campaign_id, user_id, role, is_live)
       SELECT gen_random_uuid(), id, $1, 'streamer', true FROM campaigns`,
      [userId]
    )

    const asked = await visitor.post(`/streamers/${userId}/features/followers`)
    const consent = await visitor.get(asked.headers.get('x-inertia-location') ?? '')
    await visitor.follow(`${consent.headers.get('location')}&login=mira`)
    const { token_version: consented } = await remember()
    await until('the list has been read', isRead)

    await simulator.control('POST', '/tokens/expire', {})
    await poll()
    await until('the token is refreshed', async () => {
      return (await account()).token_version > consented
    })
    await until('the list has been read again', isRead)
    await remember()

    await simulator.control('POST', '/faults/http', { path: '/channels/followers', status: 401 })
    await simulator.control('POST', '/faults/tokens', { refuseRefresh: -1 })
    await simulator.control('POST', '/tokens/expire', {})
    await poll()
    await until('Twitch has refused', async () => (await account()).state === 'refused')
    await visitor.follow('/auth/twitch/callback?code=stolen-code&state=nonsense')
    await app.stop()

    const log = app.lines.join('\n')
    assert.include(log, 'twitch.refresh_refused')
    assert.isAtLeast(secrets.size, 7)
    const tables = await app.query<{ name: string }>(
      `SELECT quote_ident(table_name) AS name FROM information_schema.tables
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`
    )
    for (const secret of secrets) {
      assert.notInclude(log, secret)
      for (const { name } of tables) {
        const rows = await app.query(`SELECT FROM ${name} t WHERE strpos(t::text, $1) > 0`, [
          secret,
        ])
        assert.lengthOf(rows, 0, `in the table ${name}`)
      }
    }
  }).timeout(120_000)
})
