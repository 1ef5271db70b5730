import { test } from '@japa/runner'
import { Screen } from '#tests/support/browser'
import { emptyDatabase } from '#tests/support/database'
import { testSql } from '#tests/support/fixtures'
import { createShowcase, type Showcase } from '#tests/support/screens/showcase'
import { signIn } from '#tests/support/screens/sign_in'

test.group('Screens | for everybody', (group) => {
  let show: Showcase
  group.setup(async () => {
    await emptyDatabase()
    show = await createShowcase(testSql())
  })

  test('home and sign-in', async ({ browserContext, assert }) => {
    const screen = await Screen.open(browserContext, assert)
    await screen.visit('/')
    assert.equal(await screen.page.title(), 'Let the crowd roll - Crowdcrit')
    await screen.check('home')

    await screen.visit('/sign-in')
    await screen.check('sign_in')
  })

  test('the public page of a campaign', async ({ browserContext, assert }) => {
    const screen = await Screen.open(browserContext, assert)
    await screen.visit(`/c/${show.campaignId}`)
    await screen.page.locator('[data-live="open"]').waitFor()
    await screen.check('public')
  })

  test('an invitation', async ({ browserContext, assert }) => {
    await signIn(browserContext, show.gm)
    const screen = await Screen.open(browserContext, assert)
    await screen.visit(`/campaigns/${show.campaignId}/members`)
    await screen.page.getByRole('button', { name: 'Make link' }).click()
    const link = await screen.page.getByLabel('Send this link. It is shown only now.').inputValue()
    await screen.check('members')

    await screen.visit(new URL(link).pathname)
    await screen.check('invitation')
  })

  test('pages that say what went wrong', async ({ browserContext, assert }) => {
    await signIn(browserContext, show.viewer)
    const screen = await Screen.open(browserContext, assert)
    await screen.visit('/nowhere', 404)
    await screen.check('error_404')
    await screen.visit(`/campaigns/${show.campaignId}`, 404)
  })
})
