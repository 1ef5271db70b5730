import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { promisify } from 'node:util'
import { test } from '@japa/runner'
import type { Browser, BrowserContext, Page } from 'playwright'
import { FakeBridge } from '../support/foundry_module/fake_bridge.js'
import { Tabletop } from '../support/tabletop.js'
import { sharedChromium } from '../support/browser.js'
import { axe, picture } from '../support/table/looks.js'

const ROOT = join(import.meta.dirname, '../..')

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

/** Asks until the answer is something; the test's own limit ends it. */
async function until<T>(ask: () => T | Promise<T>): Promise<NonNullable<T>> {
  for (;;) {
    const found = await ask()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
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

  test('a test of the connection says where the way ends', async ({ assert }) => {
    const gm = await aSeat(await aBrowser(), tabletop.gmUrl())
    await openWindow(gm)
    const finding = gm.getByTestId('crowdcrit-finding')
    const tested = async (expected: string) => {
      await gm.getByTestId('crowdcritTest').click()
      await finding.getByText(expected).waitFor()
    }
    const address = gm.getByTestId('crowdcrit-url')
    const server = await address.inputValue()

    await tested('The way is free. Crowdcrit 0.1.0 answered')
    bridge.hidesCors = true
    await tested('does not let this page read the answer')
    assert.deepEqual(await axe(gm), [])
    await picture(gm, 'window_finding')
    await gm.getByTestId('crowdcritConnect').click()
    await gm.getByTestId('crowdcrit-problem').getByText('CORS').waitFor()
    bridge.hidesCors = false
    bridge.about = { app: 'something else' }
    await tested('it is not Crowdcrit')
    bridge.about = { app: 'crowdcrit', serverVersion: '9', protocol: 9, oldestProtocol: 5 }
    await tested('too old')
    bridge.about = { app: 'crowdcrit', serverVersion: '0', protocol: 0, oldestProtocol: 0 }
    await tested('newer than the server')
    await address.fill('http://127.0.0.1:9')
    await tested('Nothing answers')
    assert.equal(await address.inputValue(), 'http://127.0.0.1:9')
    await address.fill(server)
    await tabletop.switch({ network: '503' })
    await tested('could not answer')

    await tabletop.switch({ network: 'up' })
    bridge.about = { app: 'crowdcrit', serverVersion: '0.1.0', protocol: 1, oldestProtocol: 1 }
    await gm.getByTestId('crowdcritConnect').click()
    await statusOf(gm).getByText('in charge').waitFor()
    await tested('The way is free')
    assert.equal(bridge.fencing, 1)
    bridge.revoked = true
    await tested('(401)')
    assert.deepEqual(problems, [])
  })

  test('the GM sets events off, and says whether something happened', async ({ assert }) => {
    const eventId = uuid('77')
    bridge.manualTriggers = [{ eventId, name: '<b>The crowd</b> roars' }]
    const gm = await aSeat(await aBrowser(), tabletop.gmUrl())
    await pair(gm)
    const fire = gm.getByTestId('crowdcrit-triggers').getByRole('button')
    assert.equal((await fire.textContent())?.trim(), '<b>The crowd</b> roars')
    await fire.click()
    await gm.getByTestId('notification').getByText('it is set off').waitFor()
    bridge.refusedActions = { manual_trigger: 'not_ready' }
    await fire.click()
    await gm.getByTestId('notification').getByText('not reached yet').waitFor()

    await gm.evaluate(() => window.game.settings.set('crowdcrit', 'allow.sound.play', false))
    const told = await until(() => bridge.told('/hello')[1])
    assert.deepEqual(told.body.switchedOff, ['sound.play'])

    const at = Date.now()
    const result = { status: 'uncertain', code: 'interrupted' }
    const entry = { type: 'stat.modify', result, acknowledged: true, undo: null, undone: false, at }
    await gm.evaluate(
      (entries) => window.game.settings.set('crowdcrit', 'ledger', { entries }),
      ['1', '2'].map((tail) => ({ ...entry, id: uuid(tail) }))
    )
    const list = gm.getByTestId('crowdcrit-activity')
    assert.deepEqual(await axe(gm), [])
    await picture(gm, 'window_uncertain')
    await list.getByRole('button', { name: 'It happened: Change a number' }).first().click()
    await list.getByText('it counts').waitFor()
    await list.getByRole('button', { name: 'It did not happen' }).click()
    await list.getByText('given back').waitFor()
    assert.equal(await list.getByTestId('crowdcrit-question').count(), 0)
    assert.deepEqual(
      bridge.events.map(({ action, target }: Record<string, unknown>) => [action, target]),
      [
        ['manual_trigger', eventId],
        ['manual_trigger', eventId],
        ['apply', uuid('2')],
        ['ignore', uuid('1')],
      ]
    )
    assert.deepEqual(problems, [])
  })

  test('a copied world sends nothing until a GM makes it one of its own', async ({ assert }) => {
    const context = await aBrowser()
    const gm = await aSeat(context, tabletop.gmUrl())
    await pair(gm)
    const instanceId = await gm.evaluate(() => window.game.settings.get('crowdcrit', 'instanceId'))
    // As if the folder of another world had been copied to this one.
    await gm.evaluate(() => window.game.settings.set('crowdcrit', 'instanceWorld', 'the-original'))
    const asked = bridge.requests.length
    await gm.reload()
    await gm.getByTestId('notification').getByText('copy of a connected one').waitFor()
    await openWindow(gm)
    await gm.getByTestId('crowdcrit-copied').waitFor()
    assert.deepEqual(await axe(gm), [])
    await picture(gm, 'window_copied')
    await gm.getByTestId('tool-crowdcritPauseTool').press('Enter')
    await gm.getByTestId('notification').getByText('not connected').waitFor()
    const later = bridge.requests.slice(asked).filter(({ body }) => body.release !== true)
    assert.deepEqual(later, [])

    await gm.getByTestId('crowdcritOwn').click()
    await gm.getByTestId('crowdcritConnect').click()
    await statusOf(gm).getByText('in charge').waitFor()
    const [, again] = bridge.told('/pair/start')
    assert.notEqual(again?.body.instanceId, instanceId)
    const kept = await gm.evaluate(() => window.game.settings.get('crowdcrit', 'connections'))
    assert.sameMembers(Object.keys(kept as object), [instanceId, again?.body.instanceId])

    // One that only the server knows for a copy.
    const copied = String(again?.body.instanceId)
    bridge.copyOf = copied
    await gm.reload()
    await openWindow(gm)
    await statusOf(gm).getByText('copy of the one that is connected').waitFor()
    await gm.getByTestId('crowdcritDisconnect').click()
    await gm.getByTestId('crowdcritConnect').click()
    await statusOf(gm).getByText('in charge').waitFor()
    assert.notEqual(bridge.told('/pair/start')[2]?.body.instanceId, copied)
    assert.lengthOf(bridge.told('/unpair'), 0)
    assert.deepEqual(problems, [])
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
      bridge.manualTriggers = [{ eventId: uuid('77'), name: 'The crowd roars' }]
      await pair(gm)
      await gm.getByTestId('crowdcritTest').click()
      await gm.getByTestId('crowdcrit-finding').getByText('The way is free').waitFor()
      assert.deepEqual(await axe(gm), [])
      await picture(gm, `window_${theme}_${width}`)
      const isTooWide = () => document.documentElement.scrollWidth > innerWidth
      assert.isFalse(await gm.evaluate(isTooWide))
    })
})
