import { test } from '@japa/runner'
import type { Browser, Page } from 'playwright'
import { sharedChromium } from '#tests/support/browser'
import { DemoCampaign } from '#tests/support/e2e/demo_campaign'
import { WatchedBrowsers } from '#tests/support/main_loop/watched_browser'

const PATIENCE_MS = 40_000
const TERM_MS = 5_000

test.group('Eight tabs and an overlay', (group) => {
  group.each.timeout(120_000)
  let browser: Browser
  let demo: DemoCampaign
  let people: WatchedBrowsers

  group.setup(async () => {
    browser = await sharedChromium()
    demo = await DemoCampaign.start()
    people = new WatchedBrowsers(browser)
    return () => demo.stop()
  })

  group.each.setup(() => (hasFailed: boolean) => people.close(hasFailed))

  test('all of one browser stay live, and SIGTERM ends the app all the same', async ({
    assert,
  }) => {
    const context = await people.open('GM')
    const linkTo = (label: string) => demo.links.find((link) => link.label.includes(label))?.url
    const open = async (address: string) => {
      const tab = await context.newPage()
      await tab.goto(address)
      return tab
    }
    const first = await open(String(linkTo('GM')))

    const board = `${demo.app.url}/campaigns/${demo.campaignId}`
    const made = await demo.gm.post('/campaigns', {
      name: 'Another table',
      visibility: 'members',
      fallbackViewers: 5,
    })
    const other = new URL(String(made.headers.get('location')), demo.app.url).href
    // Four different streams, one more than are held open at once.
    const withGoals = [first]
    const others: Page[] = []
    for (const address of [board, board, linkTo('Public'), linkTo('Public')]) {
      withGoals.push(await open(String(address)))
    }
    for (const address of [`${demo.app.url}/dashboard`, `${demo.app.url}/dashboard`, other]) {
      others.push(await open(address))
    }
    const overlay = await open(String(linkTo('Overlay')))
    for (const tab of [...withGoals, ...others]) {
      await tab.locator('[data-live="open"]').waitFor({ timeout: PATIENCE_MS })
    }

    await demo.openGoal(5)
    const showAll = async (count: number) => {
      await demo.redeem(1)
      for (const tab of withGoals) {
        const goal = tab.locator('[data-goal]').getByLabel(`: ${count} of 5`)
        await goal.waitFor({ timeout: PATIENCE_MS })
      }
    }
    await showAll(1)
    await showAll(2)
    await overlay.getByText('joined in').waitFor()

    // The one that reads for the others goes, and another takes over.
    await withGoals.shift()?.close()
    await showAll(3)

    // A tab in the background gives its place up, and takes it again.
    const hide = (hidden: boolean) =>
      withGoals[1].evaluate((isHidden) => {
        Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true })
        document.dispatchEvent(new Event('visibilitychange'))
      }, hidden)
    await hide(true)
    await withGoals[1].locator('[data-live="hidden"]').waitFor()
    await hide(false)
    await withGoals[1].locator('[data-live="open"]').waitFor()
    assert.deepEqual(people.faults, [])

    assert.isBelow(await demo.app.stop(), TERM_MS)
  })
})
