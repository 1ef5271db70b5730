import { test } from '@japa/runner'
import { channelConnections } from '#dashboards/connection_list'
import { listeningList } from '#dashboards/listening_list'
import { emptyDatabase } from '#tests/support/database'
import { testSql } from '#tests/support/fixtures'
import { createPerson } from '#tests/support/screens/people'

const REWARDS = 'channel:manage:redemptions'

test.group('What a streamer sees of what is listened to', (group) => {
  group.each.setup(() => emptyDatabase())

  const person = (scopes: string[]) => createPerson(testSql(), 'Mira Streams', { scopes })
  const switchOn = (id: string, feature: string) =>
    testSql().run('INSERT INTO channel_features (streamer_id, feature) VALUES ($1, $2)', [
      id,
      feature,
    ])
  const set = (id: string, columns: string) =>
    testSql().run(`UPDATE twitch_accounts SET ${columns} WHERE user_id = $1`, [id])
  const permission = async (id: string) => {
    const [twitch] = await channelConnections(testSql(), id)
    return [twitch?.state, twitch?.detail, twitch?.action?.href]
  }

  test('all there is, with what Twitch has to allow first', async ({ assert }) => {
    const mira = await person([REWARDS, 'moderator:read:followers'])
    await switchOn(mira.id, 'bits')
    await switchOn(mira.id, 'no_such_feature')

    const parts = await listeningList(testSql(), mira.id)
    const of = (id: string) => parts.find((part) => part.id === id)
    assert.notExists(of('chat_lines'), 'nothing is listened to for it')
    assert.containsSubset(of('rewards'), { isAlwaysOn: true, isOn: true, needsConsent: false })
    assert.containsSubset(of('followers'), { isOn: false, needsConsent: false })
    assert.containsSubset(of('chat'), { isOn: false, needsConsent: true })
    assert.containsSubset(of('bits'), {
      isOn: true,
      needsConsent: true,
      consent: '/auth/twitch/redirect?for=bits&return=%2Fdashboard%23listening',
      polling: [],
    })
  })

  test('a permission that is missing has the one thing to do', async ({ assert }) => {
    const mira = await person([REWARDS])
    assert.deepEqual(await permission(mira.id), ['ok', 'Connected as Mira Streams', undefined])

    await switchOn(mira.id, 'chat_lines')
    assert.equal((await permission(mira.id))[0], 'ok', 'it says so itself')
    await switchOn(mira.id, 'bits')
    assert.deepEqual(await permission(mira.id), [
      'waiting',
      'Cheers: Twitch has to allow it.',
      '/auth/twitch/redirect?for=bits&return=/dashboard',
    ])

    await set(mira.id, `problem = 'unavailable'`)
    assert.equal((await permission(mira.id))[1], 'Cheers: Twitch has to allow it.')
    await set(mira.id, `problem = 'not_connected'`)
    assert.deepEqual(await permission(mira.id), [
      'broken',
      'This account is not connected to Twitch. Sign in with Twitch again.',
      '/auth/twitch/redirect?for=streamer&return=/dashboard',
    ])
    await set(mira.id, `state = 'refused', state_reason = 'Refused.'`)
    assert.deepEqual(await permission(mira.id), [
      'broken',
      'Refused.',
      '/auth/twitch/redirect?for=streamer&return=/dashboard',
    ])
  })
})
