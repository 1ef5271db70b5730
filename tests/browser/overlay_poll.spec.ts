import { test } from '@japa/runner'
import type { Page } from 'playwright'
import type { OverlayPoll } from '../../overlay/contract.ts'
import { sharedChromium } from '../support/browser.js'
import { FakeOverlayServer } from '../support/overlay/fake_overlay_server.ts'
import { instance, poll, snapshot } from '../support/overlay/fixtures.ts'
import { buildOverlay, picture, streamPage } from '../support/overlay/overlay_browser.ts'

const LATER = [
  { text: 'Attack', votes: 3_600, own: 600 },
  { text: '<img src=x onerror=alert(1)>', votes: 3_900, own: 900 },
  { text: 'Flee', votes: 2_500, own: 1_500 },
]

const soon = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString()

/** Nothing moves any more. */
const atRest = (page: Page) =>
  page.waitForFunction(() => document.getAnimations().every((a) => a.playState !== 'running'))

test.group('Overlay page | poll', (group) => {
  group.each.timeout(60_000)
  let folder: string

  group.setup(async () => {
    const built = await buildOverlay()
    folder = built.folder
    return () => built.remove()
  })

  async function open(asked: OverlayPoll | null) {
    const browser = await sharedChromium()
    const goal = instance({ eventName: 'Wheel of Fate', progress: 6, version: 6 })
    const server = new FakeOverlayServer(folder, snapshot({ poll: asked, instances: [goal] }))
    const origin = await server.start()
    const { page, errors } = await streamPage(browser)
    await page.goto(`${origin}/overlay#k=test-key`)
    const close = async () => {
      await page.close()
      await server.stop()
    }
    return { server, page, errors, close }
  }

  test('shows the votes of all channels and of this one, then the result, then nothing', async ({
    assert,
    cleanup,
  }) => {
    const asked = poll({ endsAt: soon(45_000) })
    const { server, page, errors, close } = await open(asked)
    cleanup(close)
    const panel = page.locator('.poll')
    await panel.getByText('What does the dragon do?').waitFor()
    await panel.getByText('!1 Attack').waitFor()
    await panel.getByText('<img src=x onerror=alert(1)>').waitFor()
    assert.equal(await page.locator('img').count(), 0)
    await panel.getByText('100 votes · 30 here').waitFor()

    server.send({
      event: 'poll:changed',
      data: poll({ ...asked, version: 6, options: LATER, total: 10_000, own: 3_000 }),
    })
    await panel.getByText('10,000 votes · 3,000 here').waitFor()
    server.send({ event: 'poll:changed', data: poll({ ...asked, version: 5, total: 1, own: 1 }) })
    await atRest(page)
    await picture(page, 'poll')
    assert.equal(await panel.getByText('10,000 votes · 3,000 here').count(), 1)

    const options = asked.options.map((option) => ({ ...option, votes: 50 }))
    const result = { ...asked, version: 9, options, total: 150, status: 'ended' as const }
    server.send({ event: 'poll:changed', data: { ...result, endedAt: soon(-4_000) } })
    await panel.getByText('The crowd has decided').waitFor()
    await panel.getByText('It is a tie').waitFor()
    assert.equal(await panel.getByText('!1').count(), 0)
    await atRest(page)
    await picture(page, 'poll_result')
    await panel.waitFor({ state: 'detached' })
    assert.deepEqual(errors, [])
  })

  test('is not there without one, and goes when it is cancelled', async ({ assert, cleanup }) => {
    const { server, page, errors, close } = await open(null)
    cleanup(close)
    await page.locator('.goal').waitFor()
    assert.equal(await page.locator('.poll').count(), 0)

    const asked = poll({ endsAt: soon(45_000), method: 'twitch', isShared: false })
    server.send({ event: 'poll:changed', data: asked })
    const panel = page.locator('.poll')
    await panel.getByText('Vote above the chat').waitFor()
    await panel.getByText('100 votes', { exact: true }).waitFor()
    server.send({ event: 'poll:changed', data: { ...asked, version: 7, status: 'cancelled' } })
    await panel.waitFor({ state: 'detached' })
    assert.deepEqual(errors, [])
  })

  test('a test is marked as one', async ({ cleanup }) => {
    const { server, page, close } = await open(null)
    cleanup(close)
    await page.locator('.goal').waitFor()
    server.send({ event: 'poll:changed', data: poll({ endsAt: soon(3_000) }), test: true })
    await page.locator('.poll .badge-test').waitFor()
    await page.locator('.poll').waitFor({ state: 'detached' })
  })
})
