import { test } from '@japa/runner'
import type { Locator } from 'playwright'
import { Screen } from '#tests/support/browser'
import { emptyDatabase } from '#tests/support/database'
import { testSql } from '#tests/support/fixtures'
import { createShowcase, type Showcase } from '#tests/support/screens/showcase'
import { signIn } from '#tests/support/screens/sign_in'
import { until } from '#tests/support/until'

test.group('Screens | events are made and adjusted', (group) => {
  let show: Showcase
  group.each.setup(async () => {
    await emptyDatabase()
    show = await createShowcase(testSql())
  })

  test('a GM makes an event from an idea, and switches it on', async ({
    browserContext,
    assert,
  }) => {
    await signIn(browserContext, show.gm)
    const screen = await Screen.open(browserContext, assert)
    const { page } = screen
    await screen.visit(`/campaigns/${show.campaignId}/events`)
    await page.getByRole('link', { name: /^Fate reversed/ }).click()
    await page.getByRole('heading', { level: 1, name: 'New event' }).waitFor()

    await page.getByLabel('Name').fill('')
    await page.getByRole('radio', { name: 'At once' }).click()
    await page.getByRole('button', { name: 'Create event' }).click()
    await page.getByText('Give the event a name.').waitFor()
    await page.getByText(/needs a roll, and there is none/).waitFor()
    await screen.assertAccessible('the editor with mistakes')

    await page.getByLabel('Name').fill('Wheel of fortune')
    await page.getByRole('radio', { name: 'Fill first, then wait' }).click()
    await page.getByRole('radio', { name: 'a critical failure' }).click()
    await page.getByText('the next natural 1 becomes its opposite.').waitFor()
    await page.getByRole('button', { name: 'Create event' }).click()

    const toggle = page.getByRole('switch', { name: 'Wheel of fortune: off' })
    await toggle.click()
    await page.getByRole('switch', { name: 'Wheel of fortune: on' }).waitFor()
    const [event] = await testSql().run<{ trigger_settings: object; is_enabled: boolean }>(
      `SELECT e.trigger_settings, c.is_enabled FROM gamification_events e
       JOIN campaign_configs c ON c.event_id = e.id WHERE e.name = 'Wheel of fortune'`
    )
    assert.deepEqual(event, { trigger_settings: { on: 'failure', faces: 20 }, is_enabled: true })
    screen.assertClean('making an event')
  })

  test('what the server refuses is said at the field', async ({ browserContext, assert }) => {
    await signIn(browserContext, show.gm)
    const screen = await Screen.open(browserContext, assert)
    const { page } = screen
    await screen.visit(`/campaigns/${show.campaignId}/events/${show.events.twist}`)
    await page.getByLabel('Shown with the roll').fill('{nobody} did it')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('{nobody} is not known here.').waitFor()
    assert.equal(await page.getByLabel('Shown with the roll').getAttribute('aria-invalid'), 'true')
    screen.assertClean('a refused event')
  })

  test('the editor shows the reward as Twitch will, while one types', async ({
    browserContext,
    assert,
  }) => {
    await signIn(browserContext, show.gm)
    const screen = await Screen.open(browserContext, assert)
    const { page } = screen
    await screen.visit(`/campaigns/${show.campaignId}/events/new?template=voice_of_the_crowd`)
    const preview = page.locator('[data-reward-preview]')
    await page.getByLabel('Name', { exact: true }).fill(`  A very long name ${'x'.repeat(60)}`)
    await page.getByLabel('What viewers read').fill('')
    await page.getByLabel('Description').fill('Thunder rolls')

    await preview.getByText(`A very long name ${'x'.repeat(28)}`, { exact: true }).waitFor()
    await preview
      .getByText(
        'Once enough viewers have joined in: Thunder rolls. If it does not happen, your points come back.',
        { exact: true }
      )
      .waitFor()
    await page.getByLabel('At once').click()
    await preview.getByText('As soon as enough viewers have joined in:').waitFor()
    await page.getByLabel('What viewers read').fill('Come and roar!')
    await preview.getByText('Come and roar!', { exact: true }).waitFor()
    await page.getByRole('textbox', { name: 'Title' }).fill('Roar')
    await preview.getByText('Roar', { exact: true }).waitFor()
    screen.assertClean('the preview')
  })

  test('a GM adjusts an event for the campaign, a streamer for the own channel, and both go back', async ({
    browserContext,
    browser,
    assert,
  }) => {
    await signIn(browserContext, show.gm)
    const screen = await Screen.open(browserContext, assert)
    const { page } = screen
    const rowOf = (whose: Locator, label: string) =>
      whose.locator('[data-tuned]').filter({ hasText: label })
    await screen.visit(`/campaigns/${show.campaignId}/events/${show.events.twist}`)
    const card = page.getByRole('region', { name: 'Adjust without changing the event' })
    await card.getByRole('button', { name: 'Change: Pause afterwards' }).click()
    await rowOf(card, 'Pause afterwards').getByLabel('Pause afterwards', { exact: true }).fill('2')
    await rowOf(card, 'Pause afterwards')
      .getByLabel('Pause afterwards', { exact: true })
      .press('Tab')
    await card.getByRole('button', { name: 'Save these' }).click()
    await page.getByText('“Twist of fate” is adjusted.').first().waitFor()

    screen.assertClean('adjusting a campaign')

    // A browser of its own: what the first page still asks for keeps the session that they would share.
    const own = await browser.newContext({ baseURL: new URL(page.url()).origin })
    await signIn(own, show.mira)
    const channel = await Screen.open(own, assert)
    await channel.visit('/dashboard')
    const offer = channel.page.locator(`[data-offer="${show.events.twist}"]`)
    await offer.getByRole('button', { name: 'Goal, pace and limits here' }).click()
    await offer.getByText('2 minutes, the campaign’s').waitFor()
    const change = offer.getByRole('button', { name: 'Change: Limit for each viewer, per goal' })
    const limit = offer.getByRole('spinbutton', { name: 'Limit for each viewer, per goal' })
    // The part is still unfolding, and a click may go beside what moves under it.
    await until('the limit can be changed', async () => {
      if (await change.isVisible()) await change.click()
      return limit.isVisible()
    })
    await limit.fill('3')
    await limit.press('Tab')
    await channel.check('offer_tuning')
    await offer.getByRole('button', { name: 'Save these' }).click()
    await offer.getByText('Adjusted').waitFor()
    await offer
      .getByRole('button', {
        name: 'Limit for each viewer, per goal: back to the campaign’s, Once',
      })
      .click()
    await offer.getByRole('button', { name: 'Save these' }).click()
    await offer.getByText('Adjusted').waitFor({ state: 'detached' })
    channel.assertClean('adjusting a channel')
    await own.close()
  })
})
