import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { test } from '@japa/runner'
import type { Browser, Page } from 'playwright'
import type { OverlayOneShot, OverlaySnapshot } from '../../overlay/contract.ts'
import { PAUSE_MS } from '../../overlay/queue/one_shot_queue.ts'
import { SCENE_MS } from '../../overlay/queue/scenes.ts'
import { FakeOverlayServer } from '../support/overlay/fake_overlay_server.ts'
import { instance, snapshot } from '../support/overlay/fixtures.ts'
import { sharedChromium } from '../support/browser.js'
import { buildOverlay, picture, streamPage } from '../support/overlay/overlay_browser.ts'

const VIEWERS = ['Mirelle', 'Tobin', 'Ashgrove', 'Nyx']

type Shot = OverlayOneShot extends infer One
  ? One extends { seq: number; at: string }
    ? Omit<One, 'seq' | 'at'>
    : never
  : never

function shot(seq: number, value: Shot): OverlayOneShot {
  return { seq, at: new Date().toISOString(), ...value }
}

const armed = instance({
  eventName: 'Wheel of Fate',
  status: 'armed',
  progress: 10,
  version: 10,
  latestViewers: VIEWERS,
})

test.group('Overlay page', (group) => {
  group.each.timeout(60_000)
  let browser: Browser
  let folder: string

  group.setup(async () => {
    const built = await buildOverlay()
    folder = built.folder
    browser = await sharedChromium()
    return () => built.remove()
  })

  /** Opens the overlay against a fresh server. */
  async function open(
    state: Partial<OverlaySnapshot> = {},
    address = '/overlay#k=test-key',
    held = false
  ) {
    const server = new FakeOverlayServer(folder, snapshot(state))
    const origin = await server.start()
    const { page, errors } = await streamPage(browser)
    if (held) {
      await page.clock.install()
      await page.clock.pauseAt(Date.now() + 1000)
    }
    await page.goto(origin + address)
    const close = async () => {
      await page.close()
      await server.stop()
    }
    return { server, origin, page, errors, close }
  }

  /** As `open`, with the page's timers standing still: a scene stays until `page.clock` moves on. */
  const openHeld = (state?: Partial<OverlaySnapshot>) => open(state, undefined, true)

  async function scene(page: Page, name: string) {
    await page.locator(`[data-scene="${name}"]`).waitFor()
  }

  test('shows goals, moves them, and hides them when they end', async ({ assert, cleanup }) => {
    const open1 = instance({
      progress: 6,
      version: 6,
      latestViewers: ['<img src=x onerror=alert(1)>'],
      expiresAt: new Date(Date.now() + 254_000).toISOString(),
    })
    const { server, page, errors, close } = await open({ instances: [open1] })
    cleanup(close)

    const bar = page.locator('.goal')
    await bar.getByText('Wheel of Fate').waitFor()
    await bar.getByText('<img src=x onerror=alert(1)> joined in').waitFor()
    assert.equal(await page.locator('img').count(), 0)

    const next = { ...open1, progress: 7, version: 7, latestViewers: VIEWERS.slice(0, 1) }
    server.send({ event: 'gamification:instance_progress', data: next })
    await bar.getByText('Mirelle joined in').waitFor()
    assert.equal(await bar.locator('.goal-progress').textContent(), '7')
    await page.waitForFunction(() =>
      document.getAnimations().every((a) => a.playState !== 'running')
    )
    await picture(page, 'goal')

    const ended = { ...next, status: 'cancelled' as const, version: 8 }
    server.send(shot(1, { event: 'gamification:instance_cancelled', data: ended }))
    await bar.waitFor({ state: 'detached' })
    await page.getByText('Called off by the Game Master').waitFor()
    assert.deepEqual(errors, [])
  })

  test('shows what each channel has put into a goal for all', async ({ assert, cleanup }) => {
    const share = (streamer: string, progress: number, objective: number) => ({
      streamer,
      progress,
      objective,
    })
    const together = instance({
      eventName: 'Turn of the Tide',
      kind: 'group',
      objective: 168,
      progress: 61,
      version: 61,
      latestViewers: VIEWERS,
      shares: [
        share('ALongNameThatNobodyCanReadToItsVeryEnd', 40, 150),
        share('<b>Tobi</b>', 16, 15),
        share('Mira', 3, 3),
        share('Juno', 2, 0),
      ],
    })
    const { server, page, errors, close } = await open({
      instances: [together, instance({ id: 'own', eventName: 'Wheel of Fate' })],
    })
    cleanup(close)
    const bar = page.locator('.goal').first()
    const shares = () => bar.locator('.goal-share').allTextContents()

    await bar.getByText('150', { exact: false }).first().waitFor()
    assert.deepEqual(await shares(), [
      'ALongNameThatNobodyCanReadToItsVeryEnd40/150',
      '<b>Tobi</b>16/15',
      'Mira3/3',
      'Juno+2',
    ])
    assert.equal(await page.locator('.goal').nth(1).locator('.goal-share').count(), 0)
    for (const name of ['Mira', 'Juno', '<b>Tobi</b>']) {
      const cut = await bar
        .locator('.goal-share-name', { hasText: name })
        .evaluate((element) => element.scrollWidth - element.clientWidth)
      assert.isAtMost(cut, 0, `${name} is readable`)
    }
    await settled(page, '.goal:last-child')
    await picture(page, 'goal_shares')

    server.send({
      event: 'gamification:instance_progress',
      data: {
        ...together,
        version: 62,
        shares: [...together.shares.slice(1), ...VIEWERS.map((name) => share(name, 1, 0))],
      },
    })
    await bar.getByText('+1', { exact: true }).first().waitFor()
    assert.lengthOf(await shares(), 5)
    assert.equal(await bar.locator('.goal-share-rest').textContent(), '+2')
    assert.deepEqual(errors, [])
  })

  test('stacks several goals', async ({ assert, cleanup }) => {
    const goals = [
      instance({ id: 'a', progress: 4, latestViewers: VIEWERS }),
      instance({ id: 'b', eventName: 'A Whisper from the Deep', mode: 'open', objective: 40 }),
      instance({ ...armed, id: 'c', eventName: 'Treasure Drop' }),
    ]
    const { page, errors, close } = await open({ instances: goals, demo: true })
    cleanup(close)

    await page.locator('.goal').nth(2).waitFor()
    await page.getByText('Demo · simulated Twitch').waitFor()
    await settled(page, '.goal:last-child')
    const boxes = await page
      .locator('.goal')
      .evaluateAll((bars) =>
        bars.map((bar) => bar.getBoundingClientRect()).map(({ top, bottom }) => [top, bottom])
      )
    for (const [top = -1, bottom = Infinity] of boxes) {
      assert.isAtLeast(top, 0)
      assert.isAtMost(bottom, 1080)
    }
    await picture(page, 'goals')
    assert.deepEqual(errors, [])
  })

  test('celebrates an armed goal', async ({ assert, cleanup }) => {
    const pending = [shot(1, { event: 'gamification:instance_armed', data: armed })]
    const { page, errors, close } = await openHeld({ seq: 1, pending, instances: [armed] })
    cleanup(close)

    await scene(page, 'armed')
    await page.getByText('Thanks to Mirelle · Tobin · Ashgrove · Nyx').waitFor()
    await settled(page, '.words .thanks')
    await picture(page, 'armed')
    assert.deepEqual(errors, [])
  })

  test('shows the critical, then the inversion', async ({ assert, cleanup }) => {
    const pending = [
      shot(1, {
        event: 'gamification:instance_consumed',
        data: { instance: armed, character: 'Kaelis', natural: 20 },
      }),
      shot(2, {
        event: 'gamification:action_executed',
        data: {
          instance: { ...armed, status: 'completed', version: 12 },
          character: 'Kaelis',
          originalValue: 20,
          invertedValue: 1,
          success: true,
          message: '',
        },
      }),
    ]
    const { server, page, errors, close } = await openHeld({ seq: 2, pending })
    cleanup(close)

    await page.getByText('Kaelis rolls a natural 20').waitFor()
    await settled(page, '.words .thanks')
    await picture(page, 'critical')
    await page.clock.runFor(SCENE_MS.critical + PAUSE_MS)
    await scene(page, 'inversion')
    await settled(page, '.scene-inversion .thanks')
    assert.equal(await page.locator('.verdict').getAttribute('aria-label'), '20 becomes 1')
    await picture(page, 'impact')
    await until(() => server.shown.length > 0)
    assert.deepEqual(server.shown, [1])
    assert.deepEqual(errors, [])
  })

  test('tells about refunds in the streamer’s language', async ({ assert, cleanup }) => {
    const refund = { instanceId: 'i1', eventName: 'Wheel of Fate', reason: 'expired', failed: 0 }
    const event = 'gamification:contributions_refunded'
    const pending = [shot(1, { event, data: { ...refund, count: 12 } })]
    const { server, page, errors, close } = await openHeld({ seq: 1, pending })
    cleanup(close)

    await page.getByText('12 viewers got their points back').waitFor()
    await page.getByText('the time ran out').waitFor()
    await settled(page, '.notice')
    await picture(page, 'refund')

    server.send({ event: 'settings', data: { ...server.snapshot.settings, language: 'fr' } })
    server.send(shot(2, { event, data: { ...refund, count: 1 } }))
    await until(() => server.streams === 1)
    await page.waitForFunction(() => document.documentElement.lang === 'fr')
    await page.clock.runFor(SCENE_MS.notice + PAUSE_MS)
    await page.getByText('1 spectateur a récupéré ses points').waitFor()
    assert.deepEqual(errors, [])
  })

  test('marks a test, and acknowledges none', async ({ assert, cleanup }) => {
    const { server, page, errors, close } = await openHeld({ seq: 4 })
    cleanup(close)
    await page.waitForFunction(() => document.querySelector('.goals'))
    await until(() => server.streams === 1 && server.snapshots === 1)

    const sample = shot(0, { event: 'gamification:instance_armed', data: armed })
    server.send({ ...sample, test: true })
    await scene(page, 'goal_sample')
    await page.locator('.badge-test').waitFor()
    await page.clock.runFor(2600)
    await page.locator('[data-scene="goal_sample"] [data-status="armed"]').waitFor()
    await picture(page, 'test_goal')
    await page.clock.runFor(SCENE_MS.goal_sample - 2600 + PAUSE_MS)
    await scene(page, 'armed')
    await settled(page, '.words .thanks')
    await picture(page, 'test_armed')
    await page.clock.runFor(SCENE_MS.armed + PAUSE_MS)
    await page.locator('[data-scene]').waitFor({ state: 'detached' })
    assert.equal(server.snapshots, 1)
    assert.deepEqual(server.shown, [])
    assert.deepEqual(errors, [])
  })

  test('keeps calm and changes its colours when the streamer wants it', async ({
    assert,
    cleanup,
  }) => {
    const { settings } = snapshot()
    const data = {
      instance: armed,
      character: 'Kaelis',
      originalValue: 1,
      invertedValue: 20,
      success: true,
      message: 'The crowd is kind tonight',
    }
    const { page, errors, close } = await openHeld({
      seq: 1,
      settings: { ...settings, reducedMotion: true, palette: 'colour_blind' },
      instances: [instance()],
      pending: [shot(1, { event: 'gamification:action_executed', data })],
    })
    cleanup(close)

    await scene(page, 'inversion')
    await settled(page, '.die-back')
    await settled(page, '.verdict')
    await picture(page, 'calm')
    assert.equal(await page.locator('.die-front').evaluate((e) => getComputedStyle(e).opacity), '0')
    assert.deepEqual(errors, [])
  })

  test('fetches what it missed, plays it in order, acknowledges it', async ({
    assert,
    cleanup,
  }) => {
    const { server, page, errors, close } = await openHeld({ seq: 1 })
    cleanup(close)
    await until(() => server.streams === 1 && server.snapshots === 1)

    const event = 'gamification:instance_expired'
    const first = shot(2, { event, data: instance({ id: 'x2' }) })
    const second = shot(3, { event, data: instance({ id: 'x3' }) })
    server.snapshot = { ...server.snapshot, seq: 3, pending: [first, second] }
    server.send(second)
    // With the first snapshot still on its way, the page asks for the next one after a pause.
    while (server.snapshots < 2) await page.clock.runFor(100)
    for (const seq of [2, 3]) {
      await scene(page, 'notice')
      await page.clock.runFor(SCENE_MS.notice + PAUSE_MS)
      await until(() => server.shown.includes(seq))
    }
    assert.deepEqual(server.shown, [2, 3])
    assert.equal(server.snapshots, 2)
    assert.deepEqual(errors, [])
  })

  test('shows a dot while the server is away, and comes back by itself', async ({
    assert,
    cleanup,
  }) => {
    const { server, page, close } = await open({ instances: [instance()] })
    cleanup(close)
    await page.locator('.goal').waitFor()

    server.away = true
    server.dropStreams()
    await page.locator('.dot-on').waitFor({ timeout: 10_000 })
    await settled(page, '.dot')
    await picture(page, 'disconnected')
    assert.equal(await page.locator('.goal').count(), 1)

    server.away = false
    await page.locator('.dot-on').waitFor({ state: 'detached', timeout: 20_000 })
  })

  test('loads while the server is away, once it has been there', async ({ assert, cleanup }) => {
    const { server, origin, page, close } = await open({ instances: [instance()] })
    cleanup(close)
    await page.evaluate(async () => void (await navigator.serviceWorker.ready))
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null)

    server.away = true
    server.dropStreams()
    await page.goto('about:blank')
    await page.goto(`${origin}/overlay#k=test-key`)
    assert.equal(await page.title(), 'Crowdcrit overlay')
    server.away = false
    await page.locator('.goal').waitFor({ timeout: 20_000 })
  })

  test('the local file waits for the server, then goes to the overlay', async ({
    assert,
    cleanup,
  }) => {
    const { server, origin, page, close } = await open({ instances: [instance()] })
    cleanup(close)
    const address = `${origin}/overlay#k=test-key`
    const html = await readFile(join(folder, 'bootstrap.html'), 'utf8')
    const file = join(folder, 'local.html')
    await writeFile(file, html.replace('__OVERLAY_URL__', address))
    await page.goto('about:blank')
    await until(() => server.streams === 0)

    server.away = true
    const refused = page.waitForResponse((response) => response.url().includes('alive.js'))
    await page.goto(pathToFileURL(file).href)
    const answer = await refused
    assert.equal(answer.status(), 502)
    server.away = false
    await page.waitForURL(address, { timeout: 15_000 })
    await page.locator('.goal').waitFor()
  })

  test('reloads when the server carries another build', async ({ assert, cleanup }) => {
    const { server, page, close } = await open()
    cleanup(close)
    await until(() => server.streams === 1 && server.snapshots === 1)

    const reloaded = page.waitForEvent('load')
    server.snapshot = { ...server.snapshot, build: 'b2' }
    server.send({ event: 'ping', data: { serverTime: new Date().toISOString(), build: 'b2' } })
    await reloaded
    await until(() => server.snapshots === 2)
    // The page is still the old one: it must not reload for ever.
    await until(() => server.streams === 1)
    assert.equal(server.snapshots, 2)
  })

  test('explains itself with ?setup', async ({ assert, cleanup }) => {
    const { page, errors, close } = await open({}, '/overlay?setup#k=test-key')
    cleanup(close)
    await page.getByText('The overlay is ready to go live.').waitFor()
    await picture(page, 'setup')
    await page.getByRole('button', { name: 'Impact' }).click()
    await scene(page, 'inversion')
    assert.deepEqual(errors, [])
  })

  test('says in the setup that the key is wrong, on stream only a dot', async ({
    assert,
    cleanup,
  }) => {
    const { page, close } = await open({}, '/overlay?setup#k=wrong')
    cleanup(close)
    await page.getByText('The key is not valid').waitFor()
    await picture(page, 'setup_wrong_key')

    const second = await open({}, '/overlay#k=wrong')
    cleanup(second.close)
    await second.page.locator('.dot-on').waitFor({ timeout: 10_000 })
    const words = await second.page.locator('body').innerText()
    assert.equal(words.trim(), '')
  })
})

/** Resolves when nothing on the element is on its way in any more. */
async function settled(page: Page, selector: string) {
  await page.waitForFunction((target) => {
    const element = document.querySelector(target)
    return element !== null && element.getAnimations().every((a) => a.playState === 'finished')
  }, selector)
}

/** Waits for a condition on this side; checked often, no fixed pause. */
async function until(condition: () => boolean, limitMs = 10_000) {
  const end = Date.now() + limitMs
  while (!condition()) {
    if (Date.now() > end) throw new Error('The condition was not met in time')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
