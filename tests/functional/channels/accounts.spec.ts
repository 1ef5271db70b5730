import { test } from '@japa/runner'
import ace from '@adonisjs/core/services/ace'
import app from '@adonisjs/core/services/app'
import TwitchAccounts from '../../../commands/twitch_accounts.js'
import { ListAccounts } from '#channels/accounts/list_accounts'
import { emptyDatabase } from '#tests/support/database'
import { createCampaign, createMember, createStreamer, testSql } from '#tests/support/fixtures'

const REWARDS = ['channel:manage:redemptions']

/** An account whose token was given and validated a moment ago. */
const healthy = (login: string, scopes: string[]) => ({
  login,
  scopes,
  access_token: 'sealed-access',
  refresh_token: 'sealed-refresh',
  issued_at: new Date().toISOString(),
  validated_at: new Date().toISOString(),
  token_expires_at: new Date(Date.now() + 3_600_000).toISOString(),
})

test.group('twitch:accounts', (group) => {
  group.each.setup(() => emptyDatabase())

  async function streamer(login: string, account: Record<string, string | string[] | null> = {}) {
    const made = await createStreamer(testSql(), {
      account: { ...healthy(login, REWARDS), ...account },
    })
    const campaign = await createCampaign(testSql())
    await createMember(testSql(), campaign.id, made.id, 'streamer')
    return made
  }
  const set = (id: string, columns: string) =>
    testSql().run(`UPDATE twitch_accounts SET ${columns} WHERE user_id = $1`, [id])
  const problems = async () => {
    const list = await app.container.make(ListAccounts)
    const accounts = await list.execute()
    return Object.fromEntries(accounts.map((account) => [account.login, account.problems]))
  }
  const ended = async (args: string[] = []) => {
    const command = await ace.create(TwitchAccounts, args)
    command.ui.switchMode('raw')
    await command.exec()
    return {
      exitCode: command.exitCode,
      said: command.ui.logger.getLogs().map((log) => log.message),
    }
  }

  test('ends with 0 when all is well, and shows no secret', async ({ assert }) => {
    await streamer('mira')
    await createStreamer(testSql(), { account: { ...healthy('viewer', []) } })

    const { exitCode, said } = await ended()
    assert.equal(exitCode, 0)
    const text = said.join('\n')
    assert.include(text, 'mira')
    assert.include(text, 'channel:manage:redemptions')
    assert.include(text, '60 min')
    assert.include(text, '2 account(s), 0 with something to do.')
    assert.notInclude(text, 'sealed')
    const list = await app.container.make(ListAccounts)
    assert.notInclude(JSON.stringify(await list.execute()), 'sealed')
  })

  test('ends with 1 and says what is to be done about whom', async ({ assert }) => {
    const expired = await streamer('expired')
    await set(expired.id, `token_expires_at = now() - interval '1 minute'`)
    const unwatched = await streamer('unwatched')
    await set(unwatched.id, `validated_at = now() - interval '2 hours'`)
    const gone = await streamer('gone')
    await set(
      gone.id,
      `state = 'refused', state_reason = 'Reconnect.', access_token = NULL, refresh_token = NULL`
    )
    const follower = await streamer('follower')
    await testSql().run(
      `INSERT INTO channel_features (streamer_id, feature) VALUES ($1, 'followers')`,
      [follower.id]
    )
    const locked = await streamer('locked')
    await set(locked.id, `problem = 'not_connected'`)
    const viewer = await createStreamer(testSql(), { account: healthy('viewer', []) })
    await set(viewer.id, `state = 'revoked', access_token = NULL, refresh_token = NULL`)

    const found = await problems()
    assert.match(found.expired?.[0] ?? '', /has ended.*worker/)
    assert.match(found.unwatched?.[0] ?? '', /not validated/)
    assert.deepEqual(found.gone, ['Reconnect.'])
    assert.match(found.follower?.[0] ?? '', /Followers need moderator:read:followers/)
    assert.match(found.locked?.[0] ?? '', /not connected/)
    assert.deepEqual(found.viewer, [], 'nothing depends on it')

    const { exitCode, said } = await ended()
    assert.equal(exitCode, 1)
    assert.include(said.join('\n'), '6 account(s), 5 with something to do.')
  })

  test('ends with 2 when it cannot look', async ({ assert, cleanup }) => {
    class Broken extends ListAccounts {
      override async execute(): Promise<never> {
        throw new Error('the database does not answer')
      }
    }
    app.container.swap(ListAccounts, () => new Broken())
    cleanup(() => app.container.restore(ListAccounts))
    assert.equal((await ended()).exitCode, 2)
  })

  test('prints one line of JSON', async ({ assert, cleanup }) => {
    await streamer('mira')
    const printed: string[] = []
    const { write } = process.stdout
    cleanup(() => void (process.stdout.write = write))
    process.stdout.write = (text: string | Uint8Array) => printed.push(String(text)) > 0

    const { exitCode } = await ended(['--json'])
    process.stdout.write = write

    assert.equal(exitCode, 0)
    assert.lengthOf(printed, 1)
    assert.containsSubset(JSON.parse(printed[0] ?? ''), {
      accounts: [{ login: 'mira', state: 'valid', scopes: REWARDS, problems: [] }],
    })
  })
})
