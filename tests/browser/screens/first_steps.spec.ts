import { test } from '@japa/runner'
import { Screen } from '#tests/support/browser'
import { emptyDatabase } from '#tests/support/database'
import { createCampaign, createEvent, createMember, testSql } from '#tests/support/fixtures'
import { createPerson } from '#tests/support/screens/people'
import { signIn } from '#tests/support/screens/sign_in'

test.group('Screens | at the very beginning', (group) => {
  group.each.setup(() => emptyDatabase())

  test('a game master without a campaign', async ({ browserContext, assert }) => {
    const gm = await createPerson(testSql(), 'Ada')
    await signIn(browserContext, gm)
    const screen = await Screen.open(browserContext, assert)
    await screen.visit('/campaigns')
    await screen.check('first_campaigns')
    await screen.visit('/dashboard')
    await screen.check('first_dashboard')
  })

  test('a new campaign, and a streamer who has not consented', async ({
    browserContext,
    assert,
  }) => {
    const sql = testSql()
    const gm = await createPerson(sql, 'Ada', { scopes: [] })
    const { id } = await createCampaign(sql, { ownerId: gm.id })
    await signIn(browserContext, gm)
    const screen = await Screen.open(browserContext, assert)
    await screen.visit(`/campaigns/${id}`)
    await screen.page.locator('[data-live="open"]').waitFor()
    await screen.check('first_live')
    await screen.visit(`/campaigns/${id}/events`)
    await screen.check('first_events')
    await screen.visit(`/campaigns/${id}/foundry`)
    await screen.check('first_foundry')

    await createEvent(sql, id)
    await createMember(sql, id, gm.id, 'streamer')
    await screen.visit('/dashboard')
    await screen.check('first_streamer')
  })
})
