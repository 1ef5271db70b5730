import { test } from '@japa/runner'
import limiter from '@adonisjs/limiter/services/main'
import { randomUUID } from 'node:crypto'
import { addressKey } from '#core/throttle/address_key'
import env from '#start/env'
import { overlayOf } from '#tests/functional/overlays/page'
import { holder } from '#tests/functional/foundry/support'
import { emptyDatabase } from '#tests/support/database'
import { createCampaign, createStreamer, testSql } from '#tests/support/fixtures'
import { until } from '#tests/support/until'

const address = (path: string) => `http://${env.get('HOST')}:${env.get('PORT')}${path}`

async function statusOf(path: string, headers: Record<string, string> = {}, signal?: AbortSignal) {
  const response = await fetch(address(path), { headers, signal })
  await response.body?.cancel()
  return response.status
}

const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })

test.group('Limits by address', (group) => {
  group.each.setup(async () => {
    await emptyDatabase()
    await limiter.clear()
    return () => limiter.clear()
  })

  test('unknown Foundry tokens are refused without a look, right ones never', async ({
    assert,
  }) => {
    const tab = await holder()
    const path = '/api/foundry/v1/stream'
    const wrong = () => statusOf(path, bearer(`cct_${randomUUID()}`))

    const statuses = await Promise.all(Array.from({ length: 60 }, wrong))
    assert.deepEqual([...new Set(statuses)], [401])
    await limiter.clear()
    for (let beat = 0; beat < 70; beat++) {
      const { status } = await tab.beat()
      assert.equal(status, 200)
    }

    await Promise.all(Array.from({ length: 60 }, wrong))
    const refused = await fetch(address(path), { headers: bearer(`cct_${randomUUID()}`) })
    assert.equal(refused.status, 429)
    assert.isAbove(Number(refused.headers.get('retry-after')), 0)
    const { error } = await refused.json()
    assert.include(error.message, 'Wait a moment')
  })

  test('wrong overlay keys are refused without a look, right ones never', async ({ assert }) => {
    const { id } = await createStreamer(testSql())
    const { key } = await overlayOf(id)
    const path = '/overlay/snapshot'

    for (let look = 0; look < 70; look++) {
      assert.equal(await statusOf(path, bearer(key)), 200)
    }
    for (let guess = 0; guess < 60; guess++) {
      assert.equal(await statusOf(path, bearer(`ovl_${randomUUID()}`)), 401)
    }

    const refused = await fetch(address(path), {
      headers: { ...bearer(`ovl_${randomUUID()}`), accept: 'application/json' },
    })
    assert.equal(refused.status, 429)
    assert.isAbove(Number(refused.headers.get('retry-after')), 0)
    const { errors } = await refused.json()
    assert.match(errors[0].message, /^That was a lot at once\. Try again in \d+ seconds\.$/)
  })

  test('a hundred public streams at once are enough for an address', async ({
    assert,
    cleanup,
  }) => {
    const { id } = await createCampaign(testSql())
    const path = `/c/${id}/stream`
    const all = new AbortController()
    const one = new AbortController()
    cleanup(() => all.abort())
    const open = (signal: AbortSignal) =>
      fetch(address(path), { headers: { accept: 'text/event-stream' }, signal })

    const streams = [await open(one.signal)]
    for (let count = 1; count < 100; count++) {
      streams.push(await open(all.signal))
    }
    assert.isTrue(streams.every(({ status }) => status === 200))

    const refused = await open(all.signal)
    assert.equal(refused.status, 429)
    assert.equal(refused.headers.get('retry-after'), '30')
    assert.include(await refused.text(), 'Try again in 30 seconds.')

    one.abort()
    await until('the place is free again', async () => {
      const again = await open(all.signal)
      return again.status === 200
    })
  })

  test('who opens public streams without end is told when to come again', async ({ assert }) => {
    const path = `/c/${randomUUID()}/stream`
    // As after 298 openings within the minute.
    await limiter
      .use({ requests: 300, duration: '1 minute' })
      .set(`streams_${addressKey(env.get('HOST'))}`, 298)

    assert.equal(await statusOf(path), 404)
    assert.equal(await statusOf(path), 404)

    const refused = await fetch(address(path), { headers: { accept: 'text/event-stream' } })
    assert.equal(refused.status, 429)
    assert.isAbove(Number(refused.headers.get('retry-after')), 0)
    assert.include(await refused.text(), 'That was a lot at once.')
  })
})
