import { test } from '@japa/runner'
import limiter from '@adonisjs/limiter/services/main'
import { Screen } from '#tests/support/browser'
import { emptyDatabase } from '#tests/support/database'
import { createCampaign, createMember, testSql } from '#tests/support/fixtures'
import { createPerson } from '#tests/support/screens/people'
import { createShowcase, type Showcase } from '#tests/support/screens/showcase'
import { signIn } from '#tests/support/screens/sign_in'

test.group('Screens | the ledger', (group) => {
  let show: Showcase
  let accounts: string
  group.each.setup(async () => {
    await emptyDatabase()
    await limiter.clear()
    show = await createShowcase(testSql())
    accounts = `/campaigns/${show.campaignId}/accounts`
    await testSql().run(
      `UPDATE redemptions SET stuck_cause = 'unauthorized' WHERE state = 'refund_pending'`
    )
  })

  test('a game master reads the accounts, picks from them, and opens a redemption', async ({
    browserContext,
    assert,
  }) => {
    await signIn(browserContext, show.gm)
    const screen = await Screen.open(browserContext, assert)
    const { page } = screen
    await screen.visit(accounts)
    await screen.check('accounts')

    await page.getByLabel('State').click()
    await page.getByRole('option', { name: 'Refunded' }).click()
    await page.getByRole('button', { name: 'Show' }).click()
    await page.waitForURL(/state=refunded/)
    await page.locator('[data-state="fulfilled"]').first().waitFor({ state: 'detached' })
    assert.equal(await page.locator('[data-redemption]').count(), 1)

    await page.locator('[data-redemption] a').click()
    await page.getByRole('heading', { name: 'What happened' }).waitFor()
    await screen.check('redemption')
  })

  test('a refund that nobody could confirm', async ({ browserContext, assert }) => {
    const sql = testSql()
    const [{ id }] = await sql.run<{ id: string }>(
      `UPDATE redemptions SET reason = 'refund_unconfirmed', state = 'fulfilled', settled_by = 'twitch',
         attempts = 1, received_at = redeemed_at, unanswered_since = redeemed_at + interval '40 seconds'
       WHERE id = (SELECT id FROM redemptions WHERE state = 'refunded' LIMIT 1) RETURNING id`
    )
    await sql.run(
      `INSERT INTO redemption_changes (redemption_id, from_state, to_state, reason, changed_by, at)
       SELECT id, f, t, w, b, redeemed_at + make_interval(secs => s) FROM redemptions, (VALUES
         ('counted', 'refund_pending', 'expired', 'us', 30),
         ('refund_pending', 'fulfilled', 'refund_unconfirmed', 'twitch', 90)) AS v(f, t, w, b, s)
       WHERE id = $1`,
      [id]
    )
    await signIn(browserContext, show.gm)
    const screen = await Screen.open(browserContext, assert)
    await screen.visit(`${accounts}/${id}`)
    await screen.page.getByText('Sent to Twitch. No answer has come.').waitFor()
    await screen.check('redemption_unconfirmed')
  })

  test('a selection that nothing fits, and one that cannot be', async ({
    browserContext,
    assert,
  }) => {
    await signIn(browserContext, show.gm)
    const screen = await Screen.open(browserContext, assert)
    await screen.visit(`${accounts}?to=2020-01-01`)
    await screen.page.getByText('No redemption fits this selection.').waitFor()
    await screen.check('accounts_none')

    await screen.visit(`${accounts}?from=2026-03-02&to=2026-03-01`, 422)
    await screen.page.getByText('It ends before it begins.').waitFor()
    await screen.check('accounts_error')
  })

  test('a streamer reads the own part, and is led to cure what is stuck', async ({
    browserContext,
    assert,
  }) => {
    await signIn(browserContext, show.mira)
    const screen = await Screen.open(browserContext, assert)
    await screen.visit(accounts)
    await screen.page.getByRole('link', { name: 'Connect again' }).waitFor()
    await screen.check('accounts_streamer')
  })

  test('what is stuck is on the dashboard and on the live page', async ({
    browserContext,
    assert,
  }) => {
    await signIn(browserContext, show.mira)
    const screen = await Screen.open(browserContext, assert)
    await screen.visit('/dashboard')
    await screen.page.getByRole('link', { name: 'Connect again' }).waitFor()
    await screen.check('dashboard_stuck')

    await signIn(browserContext, show.gm)
    await screen.visit(`/campaigns/${show.campaignId}`)
    await screen.page
      .getByText(/stuck on the channel of Mira Streams/)
      .first()
      .waitFor()
    await screen.check('live_stuck')
  })

  test('the accounts of a new campaign', async ({ browserContext, assert }) => {
    const sql = testSql()
    const { id } = await createCampaign(sql, { ownerId: show.gm.id })
    await createMember(sql, id, show.tobi.id, 'streamer', false)
    await signIn(browserContext, show.gm)
    const screen = await Screen.open(browserContext, assert)
    await screen.visit(`/campaigns/${id}/accounts`)
    await screen.check('accounts_first')
  })

  test('a viewer finds the own points, and hides', async ({ browserContext, assert }) => {
    const sql = testSql()
    const viewer = await createPerson(sql, 'Selkie', { scopes: [], broadcasterType: '' })
    await signIn(browserContext, viewer)
    const screen = await Screen.open(browserContext, assert)
    const { page } = screen
    await screen.visit('/points')
    await page.getByText('You have not redeemed anything yet').waitFor()
    await screen.check('points_first')

    await page.getByRole('switch', { name: 'Hide me' }).click()
    await page.getByText('Your name is hidden now.').first().waitFor()
    await sql.run(
      `UPDATE redemptions SET viewer_id = (SELECT id FROM viewers WHERE twitch_id = $1)`,
      [viewer.broadcasterId]
    )
    await screen.visit('/points')
    assert.isTrue(await page.getByRole('switch', { name: 'Hide me' }).isChecked())
    await screen.check('points')
  })

  test('looking a viewer up', async ({ browserContext, assert }) => {
    await testSql().run('UPDATE campaigns SET viewers_searchable = true')
    const screen = await Screen.open(browserContext, assert)
    const { page } = screen
    await screen.visit(`/c/${show.campaignId}/viewers`)
    await page.getByLabel('Twitch login').fill('nobody_at_all')
    await page.getByRole('button', { name: 'Find' }).click()
    await page.getByText('Nobody to show').waitFor()
    await screen.check('viewer_none')

    const [someone] = await testSql().run<{ login: string }>(
      'SELECT login FROM viewers WHERE id IN (SELECT viewer_id FROM redemptions) LIMIT 1'
    )
    await page.getByLabel('Twitch login').fill(someone?.login ?? '')
    await page.getByRole('button', { name: 'Find' }).click()
    await page.locator('[data-redemption]').first().waitFor()
    await screen.check('viewer')

    await screen.visit(`/c/${show.campaignId}/viewers?login=%21%21`, 422)
    await screen.check('viewer_error')
  })
})
