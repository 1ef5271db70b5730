import { test } from '@japa/runner'
import { Screen } from '#tests/support/browser'
import { emptyDatabase } from '#tests/support/database'
import { testSql } from '#tests/support/fixtures'
import { createShowcase, type Showcase } from '#tests/support/screens/showcase'
import { signIn } from '#tests/support/screens/sign_in'
import { until } from '#tests/support/until'

test.group('Screens | a session is run', (group) => {
  let show: Showcase
  group.each.setup(async () => {
    await emptyDatabase()
    show = await createShowcase(testSql())
  })

  test('a GM approves a goal, and stops everything', async ({ browserContext, assert }) => {
    await signIn(browserContext, show.gm)
    const screen = await Screen.open(browserContext, assert)
    const { page } = screen
    await screen.visit(`/campaigns/${show.campaignId}`)
    await page.getByRole('button', { name: 'Reject' }).click()
    await page.locator('[data-status="awaiting_approval"]').waitFor({ state: 'detached' })

    await page.getByRole('button', { name: 'Stop everything' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Stop everything' }).click()
    await page.getByText('Everything is stopped', { exact: true }).waitFor()
    await page.locator('[data-goal]').first().waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByRole('button', { name: 'Take a break' }).waitFor()
    screen.assertClean('stopping')
  })

  test('a break is told outside of the page, once', async ({ browserContext, assert }) => {
    await signIn(browserContext, show.gm)
    await browserContext.grantPermissions(['notifications'])
    const screen = await Screen.open(browserContext, assert)
    const { page } = screen
    await page.clock.install()
    await page.addInitScript(() => {
      const told: string[] = []
      Object.assign(window, {
        told,
        Notification: class {
          static permission = 'granted'
          constructor(title: string) {
            told.push(title)
          }
        },
      })
    })
    await screen.visit(`/campaigns/${show.campaignId}`)
    await page.getByText('Your browser tells you when one breaks.').waitFor()
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: true })
      document.dispatchEvent(new Event('visibilitychange'))
    })

    await testSql().run("UPDATE foundry_leases SET expires_at = now() - interval '1 minute'")
    const isTold = () => page.evaluate('window.told.length > 0')
    await page.clock.runFor(60_000)
    await until('it is told', isTold)
    await page.clock.runFor(60_000)
    assert.deepEqual(await page.evaluate('window.told'), ['Foundry is broken'])
    screen.assertClean('a break')
  })

  test('a streamer changes a price, and the look of the overlay by keyboard', async ({
    browserContext,
    assert,
  }) => {
    await signIn(browserContext, show.mira)
    const screen = await Screen.open(browserContext, assert)
    const { page } = screen
    await screen.visit('/dashboard')
    const offer = page.locator(`[data-offer="${show.events.twist}"]`)
    await offer.getByLabel('Cost in channel points').fill('450')
    await offer.getByLabel('Cost in channel points').press('Tab')
    await offer.getByRole('button', { name: 'Save cost' }).click()
    await offer.getByText('GM: 300').waitFor()

    await page.getByRole('link', { name: 'Set up and test' }).click()
    const goal = page.getByRole('button', { name: 'Goal bar' })
    await goal.press('ArrowUp')
    await goal.press('Shift+ArrowLeft')
    await page.getByText('Not saved yet').waitFor()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Not saved yet').waitFor({ state: 'detached' })

    const [overlay] = await testSql().run<{ settings: { widgets: { goal: object } } }>(
      'SELECT settings FROM overlays WHERE streamer_id = $1',
      [show.mira.id]
    )
    assert.deepInclude(overlay?.settings.widgets.goal, { x: 45, y: 89 })
    screen.assertClean('the streamer at work')
  })
})
