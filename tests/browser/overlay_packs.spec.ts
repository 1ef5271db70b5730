import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { test } from '@japa/runner'
import type { Browser, Page } from 'playwright'
import type { OverlaySnapshot } from '../../overlay/contract.ts'
import { timelineOf } from '../../overlay/packs/timeline.ts'
import { PAUSE_MS } from '../../overlay/queue/one_shot_queue.ts'
import { SCENE_MS } from '../../overlay/queue/scenes.ts'
import { sharedChromium } from '../support/browser.js'
import { FakeOverlayServer } from '../support/overlay/fake_overlay_server.ts'
import { armed, card, opening, pack, snapshot } from '../support/overlay/fixtures.ts'
import { buildOverlay, picture } from '../support/overlay/overlay_browser.ts'
import {
  atRest,
  fresh,
  holdAt,
  letGo,
  openStage,
  packOnStage,
  Steps,
} from '../support/overlay/pack_stage.ts'
import { until } from '../support/until.js'

declare global {
  interface Window {
    /** What axe has found, once it is done. */
    found?: string[]
  }
}

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

const look = (effect: 'foil' | 'holo' | 'gilded' | 'inked') => ({
  variant: { name: `${effect[0]?.toUpperCase()}${effect.slice(1)}`, effect },
})

/** A card of each kind and each look. */
const SHOWCASE = [
  card(0, { name: '<img src=x onerror=alert(1)>' }),
  card(0, { name: 'Toll Bridge', ...look('inked') }),
  card(1, look('foil')),
  card(2, look('holo')),
  card(3, look('gilded')),
]

test.group('Overlay page | card packs', (group) => {
  group.each.timeout(90_000)
  let browser: Browser
  let folder: string

  group.setup(async () => {
    const built = await buildOverlay()
    folder = built.folder
    browser = await sharedChromium()
    return () => built.remove()
  })

  const open = (state: Partial<OverlaySnapshot>) => openStage(browser, folder, state)

  test('tears a pack open, turns its cards over by rising rarity, and sums up', async ({
    assert,
    cleanup,
  }) => {
    const shown = fresh({ waiting: 2, packs: [opening({ cards: SHOWCASE })] })
    const { server, page, errors, close } = await open({ pack: shown })
    cleanup(close)
    const steps = new Steps(page, shown)
    const stage = packOnStage(page)

    await stage.getByText('Mirelle opens a pack').waitFor()
    await stage.getByText('2 more waiting').waitFor()
    await steps.to('tear')
    await page.locator('.wrap .pack-picture').waitFor()
    await holdAt(page, 1080)
    await picture(page, 'pack_tear')
    await letGo(page)

    await steps.to('deal')
    await atRest(page)
    await picture(page, 'pack_dealt')
    assert.equal(await page.locator('.pack-card[data-up]').count(), 0)

    await steps.to('turn', 2)
    assert.equal(await page.locator('.pack-card[data-up]').count(), 3)
    await stage.getByText('<img src=x onerror=alert(1)>').waitFor()
    await steps.to('turn', 3)
    await holdAt(page, 330)
    await picture(page, 'pack_rare')
    await letGo(page)

    await steps.to('lift', 4)
    await atRest(page)
    await picture(page, 'pack_build_up')
    assert.equal(await page.locator('.pack-card[data-up]').count(), 4)
    await steps.to('turn', 4)
    await holdAt(page, 420)
    await picture(page, 'pack_top')
    await letGo(page)

    await steps.to('summary')
    await stage.getByText('3 new', { exact: true }).waitFor()
    await stage.getByText('2 duplicates').waitFor()
    await stage.getByText('14 of 48').waitFor()
    await atRest(page)
    await picture(page, 'pack_summary')
    assert.equal(await page.locator('.pack-badge').count(), 3)
    assert.deepEqual(await violations(page), [])
    assert.deepEqual(server.complete, [])

    await steps.toEnd(PAUSE_MS)
    await until('it was told', () => server.complete.length > 0)
    assert.deepEqual(server.complete, [shown.id])
    await page.locator('[data-scene]').waitFor({ state: 'detached' })
    assert.deepEqual(errors, [])
  })

  test('draws what has no picture, or a broken one, and a kind word for who is hidden', async ({
    assert,
    cleanup,
  }) => {
    const cards = [
      card(0, { picture: '/pictures/gone.svg' }),
      ...[1, 2, 3].map((rarity) => card(rarity, { picture: null })),
    ]
    const set = { name: 'Tales of the Old Road', picture: null }
    const shown = fresh({ packs: [opening({ viewer: null, set, cards })] })
    const { page, close } = await open({ pack: shown })
    cleanup(close)
    const steps = new Steps(page, shown)

    await packOnStage(page).getByText('A kind soul opens a pack').waitFor()
    await steps.to('tear')
    await page.locator('.pack-card .pack-drawn').nth(3).waitFor({ state: 'attached' })
    await holdAt(page, 700)
    await picture(page, 'pack_drawn_tear')
    await letGo(page)
    await steps.to('summary')
    await atRest(page)
    await picture(page, 'pack_drawn_summary')
    assert.equal(await page.locator('.pack-drawn').count(), 4)
    assert.equal(await page.locator('img').count(), 0)
    await page.locator('.pack-card', { hasText: 'Lantern Moth' }).waitFor()
  })

  test('sums up many packs, with the best cards and whose they are', async ({
    assert,
    cleanup,
  }) => {
    const viewers = ['Mirelle', 'Tobin', null, 'Nyx']
    const packs = Array.from({ length: 24 }, (_, at) =>
      opening({
        id: `o${at}`,
        viewer: viewers[at % 4] ?? null,
        cards: [card(0), card(1), card(at % 9 === 0 ? 3 : 2, at % 5 === 0 ? look('holo') : {})],
      })
    )
    const shown = fresh({ mode: 'batch', viewers: 17, packs })
    const { server, page, errors, close } = await open({ pack: shown })
    cleanup(close)
    const steps = new Steps(page, shown)

    await packOnStage(page).getByText('24 packs of 17 viewers').waitFor()
    await steps.to('tear')
    await holdAt(page, 640)
    await picture(page, 'pack_batch_pile')
    await letGo(page)
    await steps.to('summary')
    await packOnStage(page).getByText('48 new').waitFor()
    await packOnStage(page).getByText('24 duplicates').waitFor()
    assert.equal(await page.locator('.pack-card[data-up]').count(), 7)
    assert.equal(await page.locator('.pack-card[data-tier="3"]').count(), 3)
    await atRest(page)
    await picture(page, 'pack_batch')
    assert.deepEqual(await violations(page), [])
    await steps.toEnd(PAUSE_MS)
    await until('it was told', () => server.complete.length > 0)
    assert.deepEqual(errors, [])
  })

  test('shows twenty cards, and with a long queue only the rare ones one by one', async ({
    assert,
    cleanup,
  }) => {
    const cards = Array.from({ length: 20 }, (_, at) => card([0, 0, 0, 1, 1][at % 5] ?? 0))
    cards[19] = card(2)
    const shown = fresh({ mode: 'rares', waiting: 12, packs: [opening({ cards })] })
    const { page, errors, close } = await open({ pack: shown })
    cleanup(close)
    const steps = new Steps(page, shown)

    await steps.to('tear')
    await steps.to('turn', 19)
    assert.equal(await page.locator('.pack-card[data-up]').count(), 1)
    await steps.to('summary')
    assert.equal(await page.locator('.pack-card[data-up]').count(), 20)
    await atRest(page)
    await picture(page, 'pack_twenty')
    assert.deepEqual(errors, [])
  })

  test('only fades when the streamer wants calm, in colours for everybody', async ({
    assert,
    cleanup,
  }) => {
    const { settings } = snapshot()
    const shown = fresh({ isReplay: true, packs: [opening({ cards: SHOWCASE })] })
    const { page, errors, close } = await open({
      pack: shown,
      settings: { ...settings, language: 'fr', reducedMotion: true, palette: 'colour_blind' },
    })
    cleanup(close)
    const steps = new Steps(page, shown)

    await packOnStage(page).getByText('Mirelle ouvre un paquet').waitFor()
    await packOnStage(page).getByText('Encore une fois').waitFor()
    const places = () =>
      page
        .locator('.pack-card')
        .evaluateAll((all) => all.map((one) => getComputedStyle(one).transform))
    for (const [name, at] of [['tear'], ['deal'], ['turn', 2], ['lift', 4], ['turn', 4]] as const) {
      const before = await places()
      await steps.to(name, at)
      const moving = await page.evaluate(() =>
        document
          .getAnimations()
          .flatMap(({ effect }) => (effect instanceof KeyframeEffect ? effect.getKeyframes() : []))
          .some(({ transform = 'none' }) => transform !== 'none')
      )
      assert.isFalse(moving, name)
      assert.deepEqual(await places(), before, name)
    }
    await atRest(page)
    await picture(page, 'pack_calm_top')
    await steps.to('summary')
    await packOnStage(page).getByText('3 nouvelles').waitFor()
    await packOnStage(page).getByText('2 doublons').waitFor()
    await atRest(page)
    await picture(page, 'pack_calm')
    assert.deepEqual(await violations(page), [])
    assert.deepEqual(errors, [])
  })

  test('ends when the server says so, and the next one follows', async ({ assert, cleanup }) => {
    const { server, page, errors, close } = await open({ pack: fresh({ id: 'a' }) })
    cleanup(close)
    await packOnStage(page).waitFor()
    await until('the page listens', () => server.streams === 1)

    server.send({ event: 'packOpeningComplete', data: { id: 'a' } })
    server.send({
      event: 'packOpeningStarted',
      data: fresh({ id: 'b', packs: [opening({ viewer: 'Tobin' })] }),
    })
    await page.locator('[data-scene].leaving').waitFor()
    await page.clock.runFor(PAUSE_MS)
    await packOnStage(page).getByText('Tobin opens a pack').waitFor()
    assert.equal(await page.locator('[data-scene]').count(), 1)
    assert.deepEqual(server.complete, [])
    assert.deepEqual(errors, [])
  })

  test('plays nothing beside anything else; what has ended while it waited never comes', async ({
    assert,
    cleanup,
  }) => {
    const { server, page, close } = await open({
      seq: 1,
      pending: [{ ...armed(1), at: new Date().toISOString() }],
    })
    cleanup(close)
    await page.locator('[data-scene="armed"]').waitFor()
    await until('the page listens', () => server.streams === 1)
    assert.equal(await packOnStage(page).count(), 0)

    server.send({ event: 'packOpeningStarted', data: fresh({ id: 'a' }) })
    server.send({ event: 'packOpeningComplete', data: { id: 'a' } })
    server.send({ event: 'packOpeningStarted', data: fresh({ id: 'b' }) })
    await page.waitForFunction(() => document.querySelector('[data-scene="armed"]') !== null)
    await page.clock.runFor(SCENE_MS.armed + PAUSE_MS)
    await packOnStage(page).waitFor()
    const shown = fresh({ id: 'b' })
    await new Steps(page, shown).toEnd(PAUSE_MS)
    await until('it was told', () => server.complete.length > 0)
    assert.deepEqual(server.complete, ['b'])
  })

  test('starts anew after a reload, and late only sums up', async ({ assert, cleanup }) => {
    const shown = fresh()
    const { server, origin, page, errors, close } = await open({ pack: shown })
    cleanup(close)
    const steps = new Steps(page, shown)
    await steps.to('tear')
    await steps.to('turn', 2)
    await page.goto('about:blank')
    await page.goto(`${origin}/overlay#k=test-key`)
    await packOnStage(page).waitFor()
    await new Steps(page, shown).to('tear')
    assert.equal(await packOnStage(page).getAttribute('data-phase'), 'tear')

    const startedAt = new Date(Date.now() - 2 * shown.lengthMs + 5000).toISOString()
    server.snapshot = { ...server.snapshot, pack: { ...shown, startedAt } }
    await page.goto('about:blank')
    await page.goto(`${origin}/overlay#k=test-key`)
    await packOnStage(page).waitFor()
    await page.clock.runFor(60)
    await page.locator('.packs[data-phase="summary"]').waitFor()
    assert.equal(await page.locator('.pack-card[data-up]').count(), 5)
    await atRest(page)
    await picture(page, 'pack_late')
    await page.clock.runFor(5000)
    await until('it was told', () => server.complete.length > 0)
    assert.deepEqual(errors, [])
  })

  test('gets through without a frame being drawn: a hidden source', async ({ assert, cleanup }) => {
    const shown = fresh()
    const server = new FakeOverlayServer(folder, snapshot({ pack: shown }))
    const origin = await server.start()
    const context = await browser.newContext({ bypassCSP: true })
    const page = await context.newPage()
    cleanup(async () => {
      await context.close()
      await server.stop()
    })
    await page.addInitScript(() => {
      window.requestAnimationFrame = () => 0
      Element.prototype.animate = () => new Animation()
    })
    await page.clock.install()
    await page.clock.pauseAt(Date.now() + 1000)
    await page.goto(`${origin}/overlay#k=test-key`)
    await page.addStyleTag({
      content: '* { animation: none !important; transition: none !important }',
    })
    await packOnStage(page).waitFor()
    await new Steps(page, shown).toEnd(PAUSE_MS)
    await until('it was told', () => server.complete.length > 0)
    assert.deepEqual(server.complete, [shown.id])
  })

  test('of two copies one tells, until it is heard', async ({ assert, cleanup }) => {
    const shown = fresh({ mode: 'fast', packs: [opening({ cards: [card(0)] })] })
    const server = new FakeOverlayServer(folder, snapshot({ pack: shown }))
    server.completeStatus = 502
    const origin = await server.start()
    const context = await browser.newContext({ viewport: { width: 960, height: 540 } })
    cleanup(async () => {
      await context.close()
      await server.stop()
    })
    const pages = [await context.newPage(), await context.newPage()]
    await context.clock.install()
    await context.clock.pauseAt(Date.now() + 1000)
    for (const page of pages) {
      await page.goto(`${origin}/overlay#k=test-key`)
      await packOnStage(page).waitFor()
    }
    await context.clock.runFor(timelineOf(shown).length + PAUSE_MS + 1)
    await until('it was told', () => server.complete.length > 0)
    assert.lengthOf(server.complete, 1)

    server.completeStatus = 204
    await until('it was told again', async () => {
      await context.clock.runFor(500)
      return server.complete.length > 1
    })
    await context.clock.runFor(60_000)
    assert.deepEqual(server.complete, [shown.id, shown.id])
  })

  test('tells at once where packs are switched off', async ({ assert, cleanup }) => {
    const { settings } = snapshot()
    const widgets = { ...settings.widgets, pack: { ...settings.widgets.pack, shown: false } }
    const { server, page, errors, close } = await open({
      pack: fresh(),
      settings: { ...settings, widgets },
    })
    cleanup(close)
    await until('it was told', () => server.complete.length > 0)
    assert.equal(await page.locator('[data-scene]').count(), 0)
    assert.deepEqual(errors, [])
  })

  test('shows a sample to the dashboard, without a key or a server', async ({
    assert,
    cleanup,
  }) => {
    const { server, origin, page, errors, close } = await open({})
    cleanup(close)
    await until('the page listens', () => server.streams === 1 && server.snapshots === 1)
    await page.goto(`${origin}/overlay?preview`)
    await packOnStage(page).getByText('Ada opens a pack').waitFor()
    await page.locator('[data-scene="pack"] .badge-test').waitFor()
    await page.clock.runFor(30_000)
    await page.locator('[data-scene]').waitFor({ state: 'detached' })
    assert.equal(await page.locator('.dot-on').count(), 0)
    assert.equal(server.snapshots, 1)
    assert.deepEqual(server.complete, [])
    assert.deepEqual(errors, [])
  })

  test('a test is marked, told to nobody, and disturbs no viewer’s pack', async ({
    assert,
    cleanup,
  }) => {
    const packs = [opening({ cards: [card(0)] })]
    const shown = fresh({ id: 'real', mode: 'fast', lengthMs: 60_000, packs })
    const { server, page, errors, close } = await open({})
    cleanup(close)
    await until('the page listens', () => server.streams === 1 && server.snapshots === 1)
    server.send({ event: 'packOpeningStarted', data: pack({ id: 'test' }), test: true })
    await page.locator('[data-scene="pack"] .badge-test').waitFor()
    server.send({ event: 'packOpeningStarted', data: shown })
    await picture(page, 'pack_test')
    await new Steps(page, pack()).toEnd(PAUSE_MS)
    await packOnStage(page).waitFor()
    assert.equal(await page.locator('.badge-test').count(), 0)
    await new Steps(page, shown).toEnd(PAUSE_MS)
    await until('it was told', () => server.complete.length > 0)
    assert.deepEqual(server.complete, ['real'])
    assert.deepEqual(errors, [])
  })
})

/**
 * What axe finds wrong. Landmarks and headings are for pages that are read, not for a picture in OBS. It sets itself
 * timers, and these stand still: a few milliseconds of the page's time are given to it.
 */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(AXE, 'utf8'))
  await page.evaluate(() => {
    const rules = Object.fromEntries(
      ['region', 'landmark-one-main', 'page-has-heading-one'].map((id) => [id, { enabled: false }])
    )
    window.found = undefined
    void window.axe.run({ resultTypes: ['violations'], rules }).then((result) => {
      window.found = result.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
    })
  })
  return until('axe has judged', async () => {
    await page.clock.runFor(1)
    return page.evaluate(() => window.found)
  })
}
