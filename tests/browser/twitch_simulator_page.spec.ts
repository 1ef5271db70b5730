import { join } from 'node:path'
import { mkdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'
import type { AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright'
import { sharedChromium } from '#tests/support/browser'
import { TwitchSimulator } from '#tests/support/twitch_simulator'

const SCREENSHOTS = join(import.meta.dirname, '../screenshots')
const AXE = fileURLToPath(import.meta.resolve('axe-core/axe.min.js'))

const SIZES = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
]

test.group('Twitch simulator page', (group) => {
  let browser: Browser
  let simulator: TwitchSimulator

  group.setup(async () => {
    await mkdir(SCREENSHOTS, { recursive: true })
    browser = await sharedChromium()
    simulator = await TwitchSimulator.start({ demo: true })
    return () => simulator.stop()
  })

  group.each.setup(async () => {
    await simulator.reset()
    const body = { broadcaster: 'mira_streams', title: 'Turn the crit', cost: 500 }
    await simulator.control('POST', '/rewards', body)
  })

  async function open(path: string, options = {}): Promise<{ page: Page; errors: string[] }> {
    const context = await browser.newContext(options)
    const page = await context.newPage()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text())
    })
    await page.goto(simulator.url + path)
    return { page, errors }
  }

  /** What axe finds, as one line each. */
  async function violations(page: Page): Promise<string[]> {
    await page.evaluate(await readFile(AXE, 'utf8'))
    const found: AxeResults = await page.evaluate('axe.run()')
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html)}`)
  }

  test('a person redeems, a crowd redeems, a moderator refunds', async ({ assert }) => {
    const { page, errors } = await open('/')
    await page.getByLabel('As viewer').fill('goblintaxes')
    await page.getByRole('button', { name: 'Redeem Turn the crit' }).click()
    await page.getByRole('button', { name: 'Refund Turn the crit of GoblinTaxes' }).click()
    await page.getByText('refunded by hand').waitFor()

    await page.getByLabel('Crowd size').fill('25')
    await page.getByRole('button', { name: 'A crowd redeems Turn the crit' }).click()
    await page.getByText('25 × Turn the crit').waitFor()
    const stored = await simulator.redemptions({ broadcaster: 'mira_streams' })
    assert.deepEqual(
      stored.slice(0, 2).map(({ status }) => status),
      ['CANCELED', 'UNFULFILLED']
    )
    assert.lengthOf(stored, 26)
    await page.getByRole('button', { name: 'Refunded 1' }).click()
    assert.equal(await page.locator('.redemption').count(), 1)
    assert.deepEqual(errors, [])
    await page.context().close()
  })

  test('what happens elsewhere is shown at once', async ({ assert }) => {
    const { page, errors } = await open('/')
    await page.getByRole('button', { name: 'Live: end stream' }).waitFor()
    await simulator.control('POST', '/live', { broadcaster: 'mira_streams', live: false })
    await page.getByRole('button', { name: 'Go live' }).waitFor()
    const change = { broadcaster: 'mira_streams', reward: 'Turn the crit', is_paused: true }
    await simulator.control('PATCH', '/rewards', change)
    await page.getByText('paused').waitFor()
    assert.isTrue(await page.getByRole('button', { name: 'Redeem Turn the crit' }).isDisabled())
    await page.getByLabel('Channel').selectOption('tobi_plays')
    await page.getByRole('heading', { name: 'Tobi_Plays' }).waitFor()
    assert.deepEqual(errors, [])
    await page.context().close()
  })

  test('signing in as somebody leads back to the app', async ({ assert }) => {
    const query = new URLSearchParams({
      client_id: 'crowdcrit-demo',
      redirect_uri: `${simulator.url}/control/health`,
      response_type: 'code',
      scope: 'channel:manage:redemptions',
      state: 'xyz',
    })
    const { page } = await open(`/auth/authorize?${query}`)
    await page.getByLabel('Login').fill('newcomer')
    await page.getByLabel('Login').press('Enter')
    await page.waitForURL(/code=.*state=xyz/)
    await page.goBack()
    await page.getByRole('button', { name: 'Deny access' }).click()
    await page.waitForURL(/error=access_denied/)
    assert.include(page.url(), 'state=xyz')
    await page.context().close()
  })

  for (const viewport of SIZES) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`accessible and within ${viewport.width} px, ${colorScheme}`, async ({ assert }) => {
        await simulator.redeem({ broadcaster: 'mira_streams', reward: 'Turn the crit' })
        const query = 'client_id=crowdcrit-demo&redirect_uri=http://127.0.0.1:1/&response_type=code'
        for (const path of ['/', `/auth/authorize?${query}&scope=bits:read`]) {
          const { page, errors } = await open(path, { viewport, colorScheme })
          if (path === '/') await page.locator('.redemption').waitFor()
          assert.deepEqual(await violations(page), [])
          const name = `twitch_simulator${path === '/' ? '' : '_sign_in'}`
          const file = `${name}_${viewport.width}_${colorScheme}.png`
          await page.screenshot({ path: join(SCREENSHOTS, file), fullPage: true })
          const width = await page.evaluate(() => document.documentElement.scrollWidth)
          assert.isAtMost(width, viewport.width)
          assert.deepEqual(errors, [])
          await page.context().close()
        }
      })
    }
  }
})
