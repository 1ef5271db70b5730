import { test } from '@japa/runner'
import User from '#accounts/user'
import { createStreamer, testSql } from '../../support/fixtures.js'
import { emptyDatabase } from '../../support/database.js'
import { answerOf, ask, overlayOf, Page, rotatedKey, snapshotOf, until } from './page.js'

async function streamerId(): Promise<string> {
  const { id } = await createStreamer(testSql())
  return id
}

const API = [
  { method: 'GET', path: '/overlay/snapshot' },
  { method: 'GET', path: '/overlay/stream' },
  { method: 'POST', path: '/overlay/shown' },
]

test.group('The overlay’s key', (group) => {
  group.each.setup(() => emptyDatabase())

  for (const { method, path } of API) {
    test(`${method} ${path} is for nobody without one`, async ({ assert }) => {
      for (const key of [null, 'nonsense', 'ovl_'.padEnd(47, 'A'), "ovl_' OR true --"]) {
        const response = await ask(key, path, { method })
        assert.equal(response.status, 401)
        assert.include(await response.text(), 'not valid any more')
      }
    })
  }

  test('opens the overlay of its streamer only', async ({ assert }) => {
    const mira = await createStreamer(testSql(), { name: 'Mira' })
    const tobi = await createStreamer(testSql(), { name: 'Tobi' })
    const [ofMira, ofTobi] = [await overlayOf(mira.id), await overlayOf(tobi.id)]

    assert.notEqual(ofMira.key, ofTobi.key)
    const snapshot = await snapshotOf(ofMira.key)
    assert.deepInclude(snapshot, { streamer: { displayName: 'Mira' } })
  })

  test('is kept as a hash and sealed, never in clear', async ({ assert }) => {
    const { key } = await overlayOf(await streamerId())
    const [row] = await testSql().run<Record<string, unknown>>('SELECT * FROM overlay_keys')

    assert.notInclude(JSON.stringify(row), key)
    assert.equal(row?.prefix, key.slice(0, 12))
  })

  test('is made once, however many tabs ask', async ({ assert }) => {
    const { id } = await createStreamer(testSql())

    const all = await Promise.all(Array.from({ length: 6 }, () => overlayOf(id)))

    assert.equal(new Set(all.map(({ key }) => key)).size, 1)
  })

  test('overlaps with its successor, for a day', async ({ assert }) => {
    const { overlay, key } = await overlayOf(await streamerId())

    const fresh = await rotatedKey(overlay)

    assert.equal(await answerOf(fresh, '/overlay/snapshot'), 200)
    assert.equal(await answerOf(key, '/overlay/snapshot'), 200)
    await testSql().run('UPDATE overlay_keys SET expires_at = now() WHERE expires_at IS NOT NULL')
    assert.equal(await answerOf(key, '/overlay/snapshot'), 401)
    const now = await overlayOf(overlay.streamerId)
    assert.equal(now.key, fresh)
  })

  test('replaced ones can be ended at once, with their streams', async ({ client, assert }) => {
    const { id } = await createStreamer(testSql())
    const { overlay, key } = await overlayOf(id)
    const fresh = await rotatedKey(overlay)
    using old = await Page.open(key)

    const response = await client
      .delete(`/streamers/${id}/overlay/key/replaced`)
      .redirects(0)
      .withCsrfToken()
      .loginAs(await User.findOrFail(id))

    assert.equal(response.status(), 302)
    await until(() => old.ended)
    assert.equal(await answerOf(key, '/overlay/stream'), 401)
    using again = await Page.open(fresh)
    assert.isFalse(again.ended)
  })
})

test.group('The overlay’s settings', (group) => {
  group.each.setup(() => emptyDatabase())

  const widget = { shown: true, x: 10, y: 20, scale: 1.5 }
  const settings = {
    language: 'fr',
    volume: 0.25,
    reducedMotion: true,
    palette: 'colour_blind',
    widgets: {
      goal: widget,
      impact: widget,
      poll: widget,
      pack: widget,
      refunds: { ...widget, shown: false },
    },
  }

  test('reach an open page, and the next one', async ({ client, assert }) => {
    const { id } = await createStreamer(testSql())
    const { key } = await overlayOf(id)
    using page = await Page.open(key)

    await client
      .put(`/streamers/${id}/overlay`)
      .json(settings)
      .redirects(0)
      .withCsrfToken()
      .loginAs(await User.findOrFail(id))

    await until(() => page.told.length === 1)
    assert.deepEqual(page.told, [{ event: 'settings', data: settings }])
    const snapshot = await snapshotOf(key)
    assert.deepEqual(snapshot.settings, settings)
  })

  test('are refused out of bounds, at the field', async ({ client, assert }) => {
    const { id } = await createStreamer(testSql())

    const response = await client
      .put(`/streamers/${id}/overlay`)
      .json({
        ...settings,
        volume: 2,
        widgets: { ...settings.widgets, goal: { ...widget, x: 101 } },
      })
      .accept('json')
      .withCsrfToken()
      .loginAs(await User.findOrFail(id))

    assert.equal(response.status(), 422)
    const faults: { field: string }[] = response.body().errors
    assert.sameMembers(
      faults.map(({ field }) => field),
      ['volume', 'widgets.goal.x']
    )
  })

  test('are one’s own: another streamer is told that there is no such channel', async ({
    client,
    assert,
  }) => {
    const mira = await createStreamer(testSql())
    const tobi = await User.findOrFail(await streamerId())

    for (const path of ['', '/bootstrap']) {
      const response = await client
        .get(`/streamers/${mira.id}/overlay${path}`)
        .accept('json')
        .loginAs(tobi)
      assert.equal(response.status(), 404)
    }
    assert.lengthOf(await testSql().run('SELECT 1 FROM overlays'), 0)
  })

  test('show the address with the key', async ({ client, assert }) => {
    const { id } = await createStreamer(testSql())
    const response = await client
      .get(`/streamers/${id}/overlay`)
      .withInertia()
      .loginAs(await User.findOrFail(id))

    const { key } = await overlayOf(id)
    assert.match(response.inertiaProps.address, /\/overlay#k=ovl_/)
    assert.isTrue(response.inertiaProps.address.endsWith(key))
    assert.lengthOf(response.inertiaProps.keys, 1)
  })
})

test.group('The TEST button', (group) => {
  group.each.setup(() => emptyDatabase())

  test('plays {scene}, marked, leaving no trace')
    .with([
      { scene: 'goal', events: ['instance_armed'] },
      { scene: 'armed', events: ['instance_armed'] },
      { scene: 'impact', events: ['instance_consumed', 'action_executed'] },
      { scene: 'refund', events: ['contributions_refunded'] },
      { scene: 'poll', events: ['poll:changed'] },
      { scene: 'pack', events: ['packOpeningStarted'] },
    ])
    .run(async ({ client, assert }, { scene, events }) => {
      const { id } = await createStreamer(testSql())
      const { key } = await overlayOf(id)
      using page = await Page.open(key)

      await client
        .post(`/streamers/${id}/overlay/test`)
        .json({ scene })
        .redirects(0)
        .withCsrfToken()
        .loginAs(await User.findOrFail(id))

      await until(() => page.told.length === events.length)
      assert.deepEqual(
        page.told.map(({ event }) => event.replace('gamification:', '')),
        events
      )
      assert.isTrue(page.told.every((frame) => 'test' in frame && frame.test === true))
      assert.lengthOf(await testSql().run('SELECT 1 FROM overlay_events'), 0)
    })
})

test.group('The overlay’s page', () => {
  test('is served to everybody, without a cookie', async ({ assert }) => {
    for (const [path, type] of [
      ['/overlay', 'text/html'],
      ['/overlay-sw.js', 'text/javascript'],
    ] as const) {
      const response = await ask(null, path)
      assert.equal(response.status, 200)
      assert.include(response.headers.get('content-type'), type)
      assert.isNull(response.headers.get('set-cookie'))
      await response.text()
    }
  })
})
