import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { promisify } from 'node:util'
import { test } from '@japa/runner'
import type { Browser, BrowserContext, Page } from 'playwright'
import { FakeBridge } from '../support/foundry_module/fake_bridge.js'
import { Tabletop } from '../support/tabletop.js'
import { sharedChromium } from '../support/browser.js'

const ROOT = join(import.meta.dirname, '../..')
const SCREENSHOTS = join(ROOT, 'tests/screenshots')
const AXE = join(ROOT, 'node_modules/axe-core/axe.min.js')

let browser: Browser
let moduleDir: string
let bridge: FakeBridge
let tabletop: Tabletop
let contexts: BrowserContext[] = []
let problems: string[] = []

/** One person's browser; tabs opened from it share their storage. */
async function aBrowser(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
  contexts.push(context)
  return context
}

async function aSeat(context: BrowserContext, url: string) {
  const page = await context.newPage()
  page.on('pageerror', ({ message }) => problems.push(message))
  await page.goto(url)
  await page.locator('html[data-ready]').waitFor()
  return page
}

const statusOf = (page: Page) => page.getByTestId('crowdcrit-status')

async function openWindow(page: Page) {
  await page.getByTestId('tool-crowdcrit').click()
}

async function pair(page: Page) {
  await openWindow(page)
  await page.getByTestId('crowdcritConnect').click()
  await statusOf(page).getByText('in charge').waitFor()
}

declare global {
  interface Window {
    /** Foundry's, as far as a player's console is tried here. */
    game: { settings: { get(namespace: string, key: string): unknown } }
  }
}

/** Asks until the answer is something; the test's own limit ends it. */
async function until<T>(ask: () => T | Promise<T>): Promise<NonNullable<T>> {
  for (;;) {
    const found = await ask()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function axe(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: AXE })
  return page.evaluate(async () => {
    const { violations } = await window.axe.run({ resultTypes: ['violations'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)
  })
}

async function picture(page: Page, name: string) {
  await mkdir(SCREENSHOTS, { recursive: true })
  await page.screenshot({ path: join(SCREENSHOTS, `tabletop_${name}.png`) })
}

const uuid = (tail: string) => `0191d0aa-0000-7000-8000-${tail.padStart(12, '0')}`

test.group('Foundry module in the stand-in', (group) => {
  group.setup(async () => {
    browser = await sharedChromium()
    moduleDir = await mkdtemp(join(tmpdir(), 'crowdcrit-module-'))
    const script = join(ROOT, 'foundry_module/build.ts')
    await promisify(execFile)(process.execPath, [script, '--version', '0.0.1', '--out', moduleDir])
    return () => rm(moduleDir, { recursive: true, force: true })
  })

  group.each.setup(async () => {
    contexts = []
    problems = []
    bridge = new FakeBridge()
    tabletop = await Tabletop.start({
      appUrl: await bridge.listen(),
      moduleDir: join(moduleDir, 'unpacked'),
    })
    return async () => {
      await Promise.all(contexts.map((context) => context.close()))
      await tabletop.stop()
      bridge.close()
    }
  })

  test('a person pairs, rolls, and sees the roll turned upside down', async ({ assert }) => {
    const gm = await aSeat(await aBrowser(), tabletop.gmUrl())
    const player = await aSeat(await aBrowser(), tabletop.playerUrl('ada'))
    bridge.approved = false
    await openWindow(gm)
    await picture(gm, 'window_unpaired')
    const popup = gm.waitForEvent('popup')
    await gm.getByTestId('crowdcritConnect').click()
    const approval = await popup
    assert.include(approval.url(), 'code=BCDF-GHJK')
    assert.equal(await gm.getByTestId('crowdcrit-code').textContent(), 'BCDF-GHJK')
    await picture(gm, 'window_pairing')
    bridge.approved = true
    await statusOf(gm).getByText('in charge').waitFor()

    await player.getByTestId('roll-20').click()
    const event = await until(() => bridge.events[0])
    assert.deepInclude(event, { natural: 20, critical: 'success', source: 'system', total: 27 })
    assert.deepEqual(event.actor, { id: 'actorAria0000001', name: 'Aria Thornwood' })

    bridge.order({
      id: uuid('1'),
      type: 'roll.invert',
      payload: { messageId: event.messageId, rollIndex: 0, reason: 'The crowd has spoken' },
    })
    const mark = player.getByTestId('crowdcrit-mark')
    await mark.getByText('20 became 1').waitFor()
    assert.include(await mark.textContent(), '<img src=x onerror=alert(1)>')
    assert.equal(await player.locator('.crowdcrit-mark img').count(), 0)
    assert.equal(await player.getByTestId('total').textContent(), '8')
    const result = await until(() => bridge.result(uuid('1')))
    assert.deepInclude(result, { status: 'done', before: 20, after: 1 })
    await gm.getByTestId('crowdcrit-activity').getByText('done').waitFor()
    await picture(gm, 'window_connected')

    bridge.order({ id: uuid('2'), type: 'command.undo', payload: { commandId: uuid('1') } })
    await mark.waitFor({ state: 'detached' })
    assert.equal(await player.getByTestId('total').textContent(), '27')
    assert.lengthOf(bridge.events, 1)
    assert.deepEqual(problems, [])
  })

  test('generation {$self}: characters, tokens and sounds change, and are as before after an undo')
    .with([13, 14] as const)
    .run(async ({ assert }, generation) => {
      await tabletop.switch({ generation })
      const gm = await aSeat(await aBrowser(), tabletop.gmUrl())
      const player = await aSeat(await aBrowser(), tabletop.playerUrl('ada'))
      await pair(gm)
      const before = await tabletop.state()
      const actorId = 'actorAria0000001'
      const orders = [
        { id: uuid('1'), type: 'stat.modify', payload: { actorId, delta: -7 } },
        { id: uuid('2'), type: 'status.apply', payload: { actorId, status: 'prone' } },
        {
          id: uuid('3'),
          type: 'token.spawn',
          payload: { actorId: 'actorGoblin00001', count: 5, text: 'More <i>goblins</i>' },
        },
        {
          id: uuid('4'),
          type: 'sound.play',
          payload: { soundId: 'playlistStorm001.soundThunder0001' },
        },
        {
          id: uuid('5'),
          type: 'stat.modify',
          payload: { actorId, path: 'details.level', delta: 1 },
        },
        { id: uuid('6'), type: 'world.query', payload: { what: 'statuses' } },
      ]
      for (const order of orders) bridge.order(order)

      await player.getByTestId(`token-${actorId}`).getByText('13/24 HP, Prone').waitFor()
      await player.getByText('More <i>goblins</i>').waitFor()
      await player.getByText('Thunder').waitFor()
      await until(() => bridge.result(uuid('6')))
      assert.equal(await player.getByTestId('placed-token').count(), 5)
      assert.deepEqual(
        orders.map(({ id }) => [bridge.result(id)?.status, bridge.result(id)?.code]),
        [
          ['done', undefined],
          ['done', undefined],
          ['done', undefined],
          ['done', undefined],
          ['failed', 'path_not_allowed'],
          ['done', undefined],
        ]
      )
      assert.deepInclude(bridge.result(uuid('1')), { before: 20, after: 13 })
      assert.deepInclude(bridge.result(uuid('6'))?.after, { total: 3 })
      await picture(gm, `effects_v${generation}`)

      for (const target of ['3', '2', '1']) {
        const payload = { commandId: uuid(target) }
        bridge.order({ id: uuid(`10${target}`), type: 'command.undo', payload })
        await until(() => bridge.result(uuid(`10${target}`)))
      }
      const after = await tabletop.state()
      assert.deepEqual(after.actors, before.actors)
      assert.deepEqual(after.scene, before.scene)
      assert.deepEqual(after.messages, before.messages)
      assert.deepEqual(after.sounds, ['Thunder'])
      assert.deepEqual(problems, [])
    })

  test('a macro runs when the GM has ticked it, and only then', async ({ assert }) => {
    const gm = await aSeat(await aBrowser(), tabletop.gmUrl())
    await pair(gm)
    const order = (id: string, macroId: string) => {
      bridge.order({ id, type: 'macro.run', payload: { macroId } })
      return until(() => bridge.result(id))
    }
    assert.equal((await order(uuid('1'), 'macroConfetti001')).code, 'macro_not_allowed')

    const list = gm.getByTestId('crowdcrit-macros')
    await list.locator('summary').click()
    await list.getByLabel('Confetti').check()
    assert.equal((await order(uuid('2'), 'macroConfetti001')).status, 'done')
    assert.isTrue(await list.getByLabel('Confetti').isVisible())
    assert.deepEqual(await axe(gm), [])
    await picture(gm, 'window_macros')

    await gm.reload()
    await openWindow(gm)
    await statusOf(gm).getByText('in charge').waitFor()
    assert.equal((await order(uuid('3'), 'macroConfetti001')).status, 'done')
    assert.equal((await order(uuid('4'), 'macroFog00000001')).code, 'macro_not_allowed')
    assert.deepEqual((await tabletop.state()).sounds, ['Confetti', 'Confetti'])
  })

  test('the GM pauses, undoes and stops everything from Foundry, from any tab', async ({
    assert,
  }) => {
    const context = await aBrowser()
    const gm = await aSeat(context, tabletop.gmUrl())
    await pair(gm)
    const other = await aSeat(context, tabletop.gmUrl())
    await openWindow(other)
    await statusOf(other).getByText('another GM tab').waitFor()

    const actorId = 'actorAria0000001'
    bridge.order({ id: uuid('1'), type: 'stat.modify', payload: { actorId, delta: -7 } })
    bridge.order({ id: uuid('2'), type: 'gm.whisper', payload: { text: 'Psst' } })
    await until(() => bridge.result(uuid('2')))
    const list = other.getByTestId('crowdcrit-activity')
    await list.getByText('Whisper to the GMs').waitFor()
    assert.equal(await list.getByRole('button').count(), 1)
    await picture(other, 'window_recent')
    await list.getByRole('button', { name: 'Undo: Change a number' }).click()
    await list.getByText('undone').waitFor()
    const { actors } = await tabletop.state()
    assert.include(JSON.stringify(actors), '"value":20')
    assert.equal(await list.getByRole('button').count(), 0)

    await other.getByTestId('crowdcritPause').click()
    await statusOf(gm).getByText('Paused').waitFor()
    await gm.getByTestId('tool-crowdcritPauseTool').press('Enter')
    await statusOf(gm).getByText('reports rolls').waitFor()

    await gm.getByTestId('tool-crowdcritPanicTool').press('Enter')
    await gm.getByTestId('crowdcritPanicNo').click()
    await gm.getByTestId('crowdcritPanic').click()
    assert.deepEqual(await axe(gm), [])
    await picture(gm, 'window_panic')
    await gm.getByTestId('crowdcritPanicYes').click()
    await statusOf(gm).getByText('Paused').waitFor()
    assert.deepEqual(
      bridge.events.map(({ action, target }: Record<string, unknown>) => [action, target]),
      [
        ['undo', uuid('1')],
        ['pause', undefined],
        ['resume', undefined],
        ['panic', undefined],
      ]
    )

    await tabletop.switch({ network: 'dropped' })
    await gm.getByTestId('tool-crowdcritPauseTool').press('Enter')
    await gm.getByTestId('notification').getByText('could not be told').waitFor()
    assert.deepEqual(problems, [])
  })

  test('hidden rolls never leave, waits and edits come once', async ({ assert }) => {
    const gm = await aSeat(await aBrowser(), tabletop.gmUrl())
    await pair(gm)
    for (const mode of ['gm', 'blind', 'self'] as const) {
      await tabletop.roll({ user: 'gm', natural: 20, mode })
    }
    await tabletop.switch({ dice: 'on' })
    const shown = await tabletop.roll({ user: 'ada', actor: 'actorAria0000001', natural: 1 })
    const event = await until(() => bridge.events[0])
    assert.equal(event.messageId, shown._id)
    assert.isAtLeast(Date.now() - shown.timestamp, 1000)
    assert.lengthOf(bridge.events, 1)
  })

  test('a player’s console finds no token; pf2e on 14 supersedes', async ({ assert }) => {
    await tabletop.switch({ generation: 14, system: 'pf2e' })
    const gm = await aSeat(await aBrowser(), tabletop.gmUrl())
    const player = await aSeat(await aBrowser(), tabletop.playerUrl('ben'))
    await pair(gm)
    const rolled = await tabletop.roll({ user: 'ben', actor: 'actorBorin000001', natural: 20 })
    const event = await until(() => bridge.events[0])
    assert.deepInclude(event, { critical: 'success', source: 'system' })
    bridge.order({
      id: uuid('9'),
      type: 'roll.invert',
      payload: { messageId: rolled._id, rollIndex: 0, reason: 'Crowd' },
    })
    await player.locator('.crowdcrit-superseded').waitFor()
    await player.getByText('20 becomes 1').waitFor()

    const everything = await player.evaluate(() => {
      const { settings } = window.game
      const known = ['instanceId', 'ledger', 'connections'].map((key) =>
        settings.get('crowdcrit', key)
      )
      return JSON.stringify([known, { ...localStorage }, { ...sessionStorage }])
    })
    assert.notInclude(everything, bridge.token)
    assert.notInclude(JSON.stringify(await tabletop.state()), bridge.token)
    for (const { path, authorization } of bridge.requests) {
      assert.notInclude(path, bridge.token)
      if (path.startsWith('/pair')) assert.isNull(authorization)
    }
  })

  test('{system}: its dice reach the server by its own rules, hidden ones never')
    .with([
      { system: 'CoC7', best: 1, worst: 100 },
      { system: 'wfrp4e', best: 11, worst: 99 },
    ] as const)
    .run(async ({ assert }, { system, best, worst }) => {
      await tabletop.switch({ system, generation: 14 })
      const gm = await aSeat(await aBrowser(), tabletop.gmUrl())
      const player = await aSeat(await aBrowser(), tabletop.playerUrl('ada'))
      await pair(gm)
      for (const mode of ['gm', 'blind', 'self'] as const) {
        await tabletop.roll({ user: 'ada', natural: best, mode })
      }
      await player.getByTestId('roll-20').click()
      await until(() => bridge.events.length === 1)
      await player.getByTestId('roll-1').click()
      await until(() => bridge.events.length === 2)
      assert.deepEqual(
        bridge.events.map(({ natural, faces, critical }) => [natural, faces, critical]),
        [
          [best, 100, 'success'],
          [worst, 100, 'failure'],
        ]
      )

      bridge.order({
        id: uuid('1'),
        type: 'roll.invert',
        payload: { messageId: bridge.events[1].messageId, rollIndex: 0, reason: 'Crowd' },
      })
      await player.getByText(`${worst} becomes ${101 - worst}`).waitFor()
      assert.deepInclude(await until(() => bridge.result(uuid('1'))), { status: 'done' })
      assert.deepEqual(problems, [])
    })

  test('one tab works, the other stands by and takes over with the last rolls', async ({
    assert,
  }) => {
    const context = await aBrowser()
    const first = await aSeat(context, tabletop.gmUrl())
    await pair(first)
    const second = await aSeat(context, tabletop.gmUrl())
    await openWindow(second)
    await statusOf(second).getByText('another GM tab').waitFor()

    const rolled = await tabletop.roll({ user: 'ada', actor: 'actorAria0000001', natural: 20 })
    await until(() => bridge.events[0])
    assert.lengthOf(bridge.events, 1)
    bridge.losesAcknowledgements = true
    bridge.order({
      id: uuid('5'),
      type: 'roll.invert',
      payload: { messageId: rolled._id, rollIndex: 0, reason: '' },
    })
    await second.getByTestId('total').getByText('8').waitFor()
    await until(() => bridge.told(`/commands/${uuid('5')}/result`)[0])
    await first.close()
    bridge.losesAcknowledgements = false

    await statusOf(second).getByText('in charge').waitFor()
    assert.deepInclude(await until(() => bridge.result(uuid('5'))), { status: 'done', before: 20 })
    assert.equal(await second.getByTestId('total').textContent(), '8')
  })

  test('comes back by itself with the rolls made meanwhile', async ({ assert }) => {
    const gm = await aSeat(await aBrowser(), tabletop.gmUrl())
    await pair(gm)
    await tabletop.switch({ network: 'dropped' })
    await tabletop.roll({ user: 'ada', actor: 'actorAria0000001', natural: 20 })
    await tabletop.roll({ user: 'ada', actor: 'actorAria0000001', natural: 1 })
    await tabletop.switch({ network: 'up' })
    await until(() => bridge.events.length >= 2)
    assert.sameMembers(
      bridge.events.map(({ natural }: { natural: number }) => natural),
      [20, 1]
    )
    await statusOf(gm).getByText('in charge').waitFor()
  })

  test('says so when the server no longer accepts the browser', async ({ assert }) => {
    const gm = await aSeat(await aBrowser(), tabletop.gmUrl())
    await pair(gm)
    bridge.revoked = true
    bridge.tell({ event: 'revoked', data: { reason: 'by the GM' } })
    await statusOf(gm).getByText('Pair again').waitFor()
    await gm.getByTestId('notification').waitFor()
    const asked = bridge.requests.length
    await tabletop.roll({ user: 'ada', natural: 20 })
    assert.lengthOf(bridge.requests, asked)

    bridge.revoked = false
    await gm.getByTestId('crowdcritDisconnect').click()
    await gm.getByTestId('crowdcritConnect').click()
    await statusOf(gm).getByText('in charge').waitFor()
  })

  test('{theme}, {width} wide: no barrier that axe can find')
    .with([
      { theme: 'light', width: 1280 },
      { theme: 'dark', width: 390 },
    ] as const)
    .run(async ({ assert }, { theme, width }) => {
      const viewport = { width, height: 844 }
      const context = await aBrowser({ viewport, colorScheme: theme })
      const start = await context.newPage()
      await start.goto(tabletop.url)
      assert.deepEqual(await axe(start), [])
      await picture(start, `start_${theme}_${width}`)

      const gm = await aSeat(context, tabletop.gmUrl())
      await gm.getByTestId('switches').locator('summary').click()
      await gm.getByTestId('roll-20').click()
      await tabletop.roll({ user: 'gm', natural: 1, mode: 'blind' })
      await gm.locator('.chat-message.secret').waitFor()
      assert.deepEqual(await axe(gm), [])
      await picture(gm, `table_${theme}_${width}`)
      await pair(gm)
      assert.deepEqual(await axe(gm), [])
      const isTooWide = () => document.documentElement.scrollWidth > innerWidth
      assert.isFalse(await gm.evaluate(isTooWide))
    })
})
