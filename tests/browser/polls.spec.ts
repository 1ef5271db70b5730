import { test } from '@japa/runner'
import { PollChanged } from '#polls/poll_changed'
import { Screen } from '#tests/support/browser'
import { emptyDatabase } from '#tests/support/database'
import { createCampaign, testSql } from '#tests/support/fixtures'
import { createPolls } from '#tests/support/screens/polls'
import { createShowcase, type Showcase } from '#tests/support/screens/showcase'
import { signIn } from '#tests/support/screens/sign_in'

test.group('Screens | polls', (group) => {
  let show: Showcase
  group.each.timeout(60_000)
  group.each.setup(async () => {
    await emptyDatabase()
    show = await createShowcase(testSql())
  })

  test('a GM asks on all channels, by keyboard, and calls it off', async ({
    browserContext,
    assert,
  }) => {
    await createPolls(testSql(), show, false)
    await testSql().run(
      `INSERT INTO channel_features (streamer_id, feature) VALUES ($1, 'chat') ON CONFLICT DO NOTHING`,
      [show.tobi.id]
    )
    await testSql().run(
      `UPDATE twitch_accounts SET scopes = scopes || '{user:read:chat}' WHERE user_id = $1`,
      [show.tobi.id]
    )
    await signIn(browserContext, show.gm)
    const screen = await Screen.open(browserContext, assert)
    const { page } = screen
    await screen.visit(`/campaigns/${show.campaignId}/polls`)
    await page.locator('[data-live="open"]').waitFor()
    await page.getByText('A tie between “Yes” and “No”.').waitFor()
    await screen.check('polls_ask')

    await page.getByRole('button', { name: 'Ask now' }).click()
    await page.getByText('question', { exact: false }).first().waitFor()
    await page.getByLabel('Question').focus()
    await page.keyboard.type('Fight or flight?')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Fight')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Flight')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Hide')
    await page.getByRole('button', { name: 'Ask now' }).focus()
    await page.keyboard.press('Enter')

    const running = page.locator('[data-status="running"]')
    await running.getByText('Fight or flight?').waitFor()
    assert.equal(await running.locator('[data-option]').count(), 3)

    await page.getByRole('button', { name: 'Cancel poll' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel poll' }).click()
    await page.getByText('Cancelled. Nothing follows from it.').first().waitFor()
    screen.assertClean('asking')
  })

  test('how the votes stand, live', async ({ browserContext, assert }) => {
    await createPolls(testSql(), show, true)
    await signIn(browserContext, show.gm)
    const screen = await Screen.open(browserContext, assert)
    const { page } = screen
    await screen.visit(`/campaigns/${show.campaignId}/polls`)
    await page.locator('[data-live="open"]').waitFor()
    const card = page.locator('[data-status="running"]')
    await card.getByText('509 votes', { exact: false }).first().waitFor()

    const [poll] = await testSql().run<{ id: string }>(
      `UPDATE poll_channels SET votes = '{18,44,9}', version = version + 1
       WHERE streamer_id = $1 AND state = 'running' RETURNING poll_id AS id`,
      [show.tobi.id]
    )
    await PollChanged.dispatch(poll?.id ?? '')
    await card.getByText('510 votes', { exact: false }).first().waitFor()
    await page.locator('details').nth(2).locator('summary').click()
    await page.evaluate(() => scrollTo(0, 0))
    await screen.check('polls_running')

    await screen.visit(`/campaigns/${show.campaignId}`)
    await page.locator('[data-status="running"] [data-total]').waitFor()
    screen.assertClean('live')
  })

  test('on the streamer’s dashboard and the public page', async ({ browserContext, assert }) => {
    await createPolls(testSql(), show, true)
    await signIn(browserContext, show.tobi)
    const screen = await Screen.open(browserContext, assert)
    await screen.visit('/dashboard')
    await screen.page.locator('[data-live="open"]').waitFor()
    await screen.page.locator('[data-poll]').scrollIntoViewIfNeeded()
    await screen.check('polls_dashboard')

    await screen.visit(`/c/${show.campaignId}`)
    await screen.page.getByText('What does the tide bring in?').waitFor()
    await screen.check('polls_public')
  })

  test('nothing was asked yet', async ({ browserContext, assert }) => {
    const { id } = await createCampaign(testSql(), { ownerId: show.gm.id })
    await signIn(browserContext, show.gm)
    const screen = await Screen.open(browserContext, assert)
    await screen.visit(`/campaigns/${id}/polls`)
    await screen.page.getByText('Nothing was asked yet').waitFor()
    await screen.check('polls_empty')
  })
})
