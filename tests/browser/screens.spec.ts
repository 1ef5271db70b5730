import { readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import type { BrowserContext, Locator } from 'playwright'
import User from '#accounts/user'
import { Screen } from '#tests/support/browser'
import { emptyDatabase } from '#tests/support/database'
import { createCampaign, createEvent, createMember, testSql } from '#tests/support/fixtures'
import { createPerson } from '#tests/support/screens/people'
import { createShowcase, type Showcase } from '#tests/support/screens/showcase'
import { createCommands, createPairing } from '#tests/support/screens/table'
import { until } from '#tests/support/until'

async function signIn(context: BrowserContext, { id }: { id: string }): Promise<void> {
  await context.loginAs(await User.findOrFail(id))
}

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

test.group('Screens | for the game master', (group) => {
  let show: Showcase
  group.setup(async () => {
    await emptyDatabase()
    show = await createShowcase(testSql())
  })

  test('campaigns', async ({ browserContext, assert }) => {
    await signIn(browserContext, show.gm)
    const screen = await Screen.open(browserContext, assert)
    await screen.visit('/campaigns')
    await screen.check('campaigns')
    await screen.visit('/campaigns/new')
    await screen.check('campaign_new')
    await screen.visit(`/campaigns/${show.campaignId}/settings`)
    await screen.check('campaign_settings')
  })

  test('a campaign as a file', async ({ browserContext, assert }) => {
    await signIn(browserContext, show.gm)
    const screen = await Screen.open(browserContext, assert)
    const { page } = screen
    await screen.visit(`/campaigns/${show.campaignId}/events`)
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: 'File' }).click()
    await page.getByRole('menuitem', { name: 'Export the campaign' }).click()
    const download = await downloading
    const text = await readFile(await download.path(), 'utf8')
    assert.match(download.suggestedFilename(), /\.json$/)

    const choose = (name: string, content: string) =>
      page.locator('input[type=file]').setInputFiles({
        name,
        mimeType: 'application/json',
        buffer: Buffer.from(content),
      })
    await screen.visit('/campaigns/import')
    await screen.check('campaign_import')
    const broken = JSON.parse(text)
    broken.events[0].cost = 0
    await choose('broken.json', JSON.stringify(broken))
    await page.locator('[data-outline]').waitFor()
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByText('A reward costs at least 1 channel point').waitFor()
    await screen.check('campaign_import_faults')

    await choose('campaign.json', text)
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.waitForURL(/campaigns\/[\w-]{36}\/events$/)
    assert.notInclude(page.url(), show.campaignId)
  })

  test('before a stream', async ({ browserContext, assert }) => {
    await signIn(browserContext, show.gm)
    const screen = await Screen.open(browserContext, assert)
    await screen.visit(`/campaigns/${show.campaignId}/preflight`)
    await screen.check('preflight_empty')
    await screen.page.getByRole('button', { name: 'Check everything' }).click()
    await screen.page.locator('[data-report]').waitFor()
    await screen.check('preflight')
  })

  test('a rehearsal', async ({ browserContext, assert }) => {
    await signIn(browserContext, show.gm)
    const screen = await Screen.open(browserContext, assert)
    const { page } = screen
    await screen.visit(`/campaigns/${show.campaignId}/rehearsal`)
    await screen.check('rehearsal_empty')
    await page.getByRole('button', { name: 'Rehearse', exact: true }).click()
    await page.locator('[data-rehearsal] [data-goal]').first().waitFor({ timeout: 30_000 })
    await screen.poster('rehearsal_under_way')
    await page.locator('[data-rehearsal-report]').waitFor({ timeout: 60_000 })
    await screen.check('rehearsal_report')
  }).timeout(120_000)

  test('a session in full swing', async ({ browserContext, assert }) => {
    await signIn(browserContext, show.gm)
    const screen = await Screen.open(browserContext, assert)
    await screen.visit(`/campaigns/${show.campaignId}`)
    await screen.page.locator('[data-live="open"]').waitFor()
    await screen.check('live')
    await screen.poster('overview')
  })

  test('events, and the editor of one', async ({ browserContext, assert }) => {
    await signIn(browserContext, show.gm)
    const screen = await Screen.open(browserContext, assert)
    await screen.visit(`/campaigns/${show.campaignId}/events`)
    await screen.check('events')
    await screen.visit(`/campaigns/${show.campaignId}/events/${show.events.twist}`)
    await screen.check('event_edit')
    await screen.visit(`/campaigns/${show.campaignId}/events/new?template=last_chance`)
    await screen.check('event_new')
  })

  test('the table', async ({ browserContext, assert }) => {
    await createPairing(testSql(), 'BCDF-GHJK')
    await createCommands(testSql(), show.campaignId)
    await signIn(browserContext, show.gm)
    const screen = await Screen.open(browserContext, assert)
    await screen.visit(`/campaigns/${show.campaignId}/foundry`)
    await chooseEffects(screen)
    await screen.check('foundry')
    await makeRules(screen)
    await screen.visit('/foundry/pair')
    await screen.check('pair')
    await screen.visit('/foundry/pair?code=BCDF-GHJK')
    await screen.check('pair_code')
    await createPairing(testSql(), 'BCDF-GHJL', { instanceId: 'world-1', worldId: 'emberfall' })
    await testSql().run(
      "UPDATE foundry_connections SET foundry_origin = 'http://localhost:30000' WHERE is_active"
    )
    await screen.visit('/foundry/pair?code=BCDF-GHJL')
    const approve = screen.page.getByRole('button', { name: 'Approve' })
    await screen.page.getByRole('radio', { name: 'It is the same world' }).click()
    await screen.check('pair_elsewhere')
    await approve.click()
    await screen.page.getByText('Also opened at https://foundry.example.org').waitFor()
  })

  test('the account, and who may come in', async ({ browserContext, assert }) => {
    await signIn(browserContext, show.gm)
    const screen = await Screen.open(browserContext, assert)
    await screen.visit('/account')
    await screen.check('account')
    await screen.visit('/admin/access')
    await screen.check('access')
  })
})

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

test.group('Screens | what is done on them', (group) => {
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

/** The GM lays down what is critical, sees it tried on the last rolls, and finds it again. */
/** A GM chooses what viewers may do, and looks at what became of a command. */
async function chooseEffects({ page }: Screen): Promise<void> {
  const settings = page.getByTestId('table-settings')
  await settings.getByText('Switched off in Foundry’s settings.').waitFor()
  await settings.getByRole('switch', { name: 'Place tokens' }).click()
  await settings.getByRole('switch', { name: 'Tell the GMs who did what' }).click()
  await settings.getByRole('button', { name: 'Save' }).click()
  await settings.getByRole('button', { name: 'Save' }).waitFor({ state: 'detached' })
  await page.reload()

  const commands = page.getByTestId('commands')
  await commands.getByText('Did it happen at the table?').waitFor()
  await commands.getByRole('button', { name: 'What happened: Turn a roll' }).click()
  await commands.getByText('The table took 182 ms.').waitFor()
}

async function makeRules(screen: Screen): Promise<void> {
  const { page } = screen
  const section = page.getByTestId('roll-rules')
  await section.getByRole('button', { name: 'A d20: 20 and 1' }).click()
  const trial = section.getByTestId('rule-trial')
  await trial.getByText('Critical success').first().waitFor()

  await section.getByRole('button', { name: 'Change Natural 20' }).click()
  await section.getByLabel('Name').fill('Nineteen and up')
  await section.getByLabel('Name').press('Tab')
  await screen.check('foundry_rules')
  await section.getByRole('button', { name: 'Save rules' }).click()
  await section.getByRole('button', { name: 'Save rules' }).waitFor({ state: 'detached' })
  await page.reload()
  await section.getByText('Nineteen and up').waitFor()
}
