import { test } from '@japa/runner'
import { createCampaign } from '#tests/support/fixtures'
import {
  approve,
  ask,
  codeOf,
  forgetLimits,
  pair,
  type Refusal,
  sql,
  startPairing,
  statusOf,
  Tab,
  world,
} from '#tests/functional/foundry/support'

const poll = (deviceCode: string) =>
  ask<Refusal & { access_token?: string }>('POST', '/pair/poll', {
    body: { device_code: deviceCode },
  })

test.group('Foundry | pairing', (group) => {
  group.each.setup(() => forgetLimits())

  test('gives a code for people and a secret for the module', async ({ assert }) => {
    const started = await startPairing()

    assert.match(started.user_code, /^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/)
    assert.isAtLeast(started.device_code.length, 43)
    assert.include(started.verification_uri_complete, `/foundry/pair?code=${started.user_code}`)
    const rows = await sql().run('SELECT * FROM foundry_pairings WHERE user_code = $1', [
      started.user_code,
    ])
    assert.notInclude(JSON.stringify(rows), started.device_code)
  })

  test('is pending until decided, and asks for patience', async ({ assert }) => {
    const { device_code: deviceCode } = await startPairing()

    const first = await poll(deviceCode)
    const second = await poll(deviceCode)

    assert.equal(first.status, 400)
    assert.equal(first.body.error.code, 'authorization_pending')
    assert.equal(second.body.error.code, 'slow_down')
  })

  test('delivers one token however many polls meet', async ({ assert }) => {
    const campaign = await createCampaign(sql())
    const started = await startPairing()
    await approve(started.user_code, campaign)

    const answers = await Promise.all(Array.from({ length: 8 }, () => poll(started.device_code)))

    const tokens = answers.filter(({ status }) => status === 200)
    assert.lengthOf(tokens, 1)
    assert.isTrue(
      answers.every(({ status, body }) => status === 200 || body.error.code === 'expired_token')
    )
    const stored = await sql().run(
      `SELECT t.* FROM foundry_tokens t JOIN foundry_connections c ON c.id = t.connection_id
       WHERE c.campaign_id = $1`,
      [campaign.id]
    )
    assert.lengthOf(stored, 1)
    assert.notInclude(JSON.stringify(stored), String(tokens[0]?.body.access_token))
  })

  test('ends for a stranger’s code, an expired one and a refusal', async ({ assert }) => {
    const expired = await startPairing()
    await sql().run(
      `UPDATE foundry_pairings SET expires_at = now() - interval '1 second' WHERE user_code = $1`,
      [expired.user_code]
    )
    const denied = await startPairing()
    await sql().run(`UPDATE foundry_pairings SET status = 'denied' WHERE user_code = $1`, [
      denied.user_code,
    ])

    assert.equal(await codeOf(poll('ccd_nobody')), 'expired_token')
    assert.equal(await codeOf(poll(expired.device_code)), 'expired_token')
    assert.equal(await codeOf(poll(denied.device_code)), 'access_denied')
  })

  test('two GMs approve at the same moment: one decides', async ({ assert }) => {
    const [one, other] = await Promise.all([createCampaign(sql()), createCampaign(sql())])
    const started = await startPairing()

    const outcomes = await Promise.allSettled([
      approve(started.user_code, one),
      approve(started.user_code, other),
    ])

    assert.lengthOf(
      outcomes.filter(({ status }) => status === 'fulfilled'),
      1
    )
    assert.equal(await statusOf(poll(started.device_code)), 200)
  })

  test('a second browser of the world joins, another world does not slip in', async ({
    assert,
  }) => {
    const first = await pair()
    const second = await pair(first)
    const stranger = await startPairing(world())

    assert.equal(second.connectionId, first.connectionId)
    assert.notEqual(second.token, first.token)
    await assert.rejects(() => approve(stranger.user_code, first.campaign), /is connected to this/)
    assert.equal(await statusOf(new Tab(first).hello()), 200)
  })
})
