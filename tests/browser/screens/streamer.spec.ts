import { test } from '@japa/runner'
import { Screen } from '#tests/support/browser'
import { emptyDatabase } from '#tests/support/database'
import { testSql } from '#tests/support/fixtures'
import { createShowcase, type Showcase } from '#tests/support/screens/showcase'
import { signIn } from '#tests/support/screens/sign_in'

test.group('Screens | for the streamer', (group) => {
  let show: Showcase
  group.setup(async () => {
    await emptyDatabase()
    show = await createShowcase(testSql())
  })

  test('the dashboard', async ({ browserContext, assert }) => {
    await signIn(browserContext, show.mira)
    const screen = await Screen.open(browserContext, assert)
    await screen.visit('/dashboard')
    await screen.page.locator('[data-live="open"]').waitFor()
    await screen.check('dashboard')
  })

  test('a reward is made anew after a question', async ({ browserContext, assert }) => {
    await signIn(browserContext, show.mira)
    const screen = await Screen.open(browserContext, assert)
    const { page } = screen
    await screen.visit('/dashboard')
    await page
      .locator(`[data-offer="${show.events.twist}"]`)
      .getByRole('button', { name: 'Make it new' })
      .click()
    const question = page.getByRole('dialog', { name: 'Make “Twist of fate” anew?' })
    await question.waitFor()
    await screen.assertAccessible('the question')
    await question.getByRole('button', { name: 'Make it new' }).click()
    await page.getByText('Being made anew').waitFor()
  })

  test('a channel without channel points', async ({ browserContext, assert }) => {
    await testSql().run(`UPDATE twitch_accounts SET broadcaster_type = '' WHERE user_id = $1`, [
      show.tobi.id,
    ])
    await signIn(browserContext, show.tobi)
    const screen = await Screen.open(browserContext, assert)
    await screen.visit('/dashboard')
    await screen.page.getByText('No rewards on this channel yet').waitFor()
    assert.equal(await screen.page.getByRole('switch', { name: /on my channel/ }).count(), 0)
    await screen.check('dashboard_no_points')
  })

  test('the overlay', async ({ browserContext, assert }) => {
    await signIn(browserContext, show.mira)
    const screen = await Screen.open(browserContext, assert)
    await screen.visit(`/streamers/${show.mira.id}/overlay`)
    await screen.check('overlay_settings')
  })

  test('the campaign, without the switches of a game master', async ({
    browserContext,
    assert,
  }) => {
    await signIn(browserContext, show.mira)
    const screen = await Screen.open(browserContext, assert)
    await screen.visit(`/campaigns/${show.campaignId}`)
    await screen.page.locator('[data-live="open"]').waitFor()
    assert.equal(await screen.page.getByRole('button', { name: 'Take a break' }).count(), 0)
    await screen.check('live_member')
    await screen.visit(`/campaigns/${show.campaignId}/settings`, 403)
    await screen.check('error_403')
  })
})
