import { readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import { Screen } from '#tests/support/browser'
import { emptyDatabase } from '#tests/support/database'
import { testSql } from '#tests/support/fixtures'
import { createShowcase, type Showcase } from '#tests/support/screens/showcase'
import { signIn } from '#tests/support/screens/sign_in'
import { createCommands, createPairing } from '#tests/support/screens/table'

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

/** The GM lays down what is critical, sees it tried on the last rolls, and finds it again. */
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
