import { test } from '@japa/runner'
import type { Browser, Page } from 'playwright'
import { launchChromium } from '#tests/support/browser'
import { WatchedBrowsers, picture } from '#tests/support/main_loop/watched_browser'
import { RunningApp } from '#tests/support/running_app'
import { Tabletop } from '#tests/support/tabletop'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { until } from '#tests/support/until'

const GOAL = 4
const STAGE = { width: 1920, height: 1080 }
const PATIENCE = 30_000

let browser: Browser
let simulator: TwitchSimulator
let app: RunningApp
let tabletop: Tabletop
let people: WatchedBrowsers

/** Through the simulated Twitch, as a person does it. */
async function signIn(page: Page, login: string) {
  await page.goto(`${app.url}/sign-in`)
  await page.getByRole('link', { name: 'Continue with Twitch' }).click()
  await consent(page, login)
}

async function consent(page: Page, login: string) {
  await page.waitForURL(`${simulator.url}/auth/authorize**`)
  await page.getByRole('button', { name: login }).first().click()
  await page.waitForURL(`${app.url}/**`)
}

/** Creates a campaign and switches an event from a template on; returns the campaign's address. */
async function prepareCampaign(gm: Page): Promise<string> {
  await gm.getByRole('link', { name: 'New campaign' }).click()
  await gm.getByLabel('Name').fill('The Emberfall Road')
  await gm.getByRole('button', { name: 'Create campaign' }).click()
  const sections = gm.getByRole('navigation', { name: 'Campaign' })
  await sections.getByRole('link', { name: 'Events' }).click()

  await gm.getByRole('link', { name: 'Fate reversed' }).click()
  await fillNumber(gm, 'Share of the audience', '0')
  await fillNumber(gm, 'At least', String(GOAL))
  await picture(gm, '02_event_editor')
  await gm.getByRole('button', { name: 'Create event' }).click()
  await gm.getByRole('switch', { name: 'Fate reversed: off' }).click()
  await gm.getByRole('switch', { name: 'Fate reversed: on' }).waitFor()
  await picture(gm, '03_event_on')
  return gm.url().replace(/\/events.*/, '')
}

async function fillNumber(page: Page, label: string, value: string) {
  const field = page.getByLabel(label)
  await field.fill(value)
  await field.press('Tab')
}

async function inviteStreamer(gm: Page, campaign: string): Promise<string> {
  await gm.goto(`${campaign}/members`)
  await gm.getByRole('button', { name: 'Make link' }).click()
  const link = await gm.getByLabel('Send this link').inputValue()
  await picture(gm, '04_invitation_link')
  return link
}

/** Opens the link, signs in from it with the scopes of a streamer, accepts, and sells the reward. */
async function joinAndSell(mira: Page, invitation: string) {
  await mira.goto(invitation)
  await mira.getByRole('link', { name: 'Sign in with Twitch to answer' }).click()
  await consent(mira, 'mira_streams')
  await picture(mira, '05_invitation')
  await mira.getByRole('button', { name: 'Accept' }).click()
  await mira.getByRole('heading', { name: 'My channel' }).waitFor()

  await fillNumber(mira, 'Cost in channel points', '250')
  await mira.getByRole('button', { name: 'Save cost' }).click()
  await mira.getByRole('switch', { name: 'Sell Fate reversed on my channel' }).click()
  await mira.locator('[data-reward="present"]').waitFor({ timeout: PATIENCE })
  await picture(mira, '06_reward_waits_for_the_table')
}

/** Pairs by the code, approves in the page that opens, and gives Aria to the streamer. */
async function pairTable(table: Page, gm: Page, campaign: string) {
  await table.goto(tabletop.gmUrl())
  await table.locator('html[data-ready]').waitFor()
  await table.getByTestId('tool-crowdcrit').click()
  const opened = table.waitForEvent('popup')
  await table.getByTestId('crowdcritConnect').click()
  const approval = await opened
  await approval
    .getByText(String(await table.getByTestId('crowdcrit-code').textContent()))
    .waitFor()
  await picture(approval, '07_approval')
  await approval.getByRole('button', { name: 'Approve' }).click()
  await table
    .getByTestId('crowdcrit-status')
    .getByText('holds the lease')
    .waitFor({ timeout: PATIENCE })
  await picture(table, '08_table_paired')
  await approval.close()

  await gm.goto(`${campaign}/foundry`)
  await gm.getByRole('combobox', { name: 'Streamer of Aria Thornwood' }).click()
  await gm.getByRole('option', { name: 'Mira_Streams' }).click()
  await until('Aria is assigned', async () => {
    const [{ count }] = await app.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM character_assignments WHERE actor_id = 'actorAria0000001'`
    )
    return count === 1
  })
  await picture(gm, '09_characters')
}

async function overlayAddress(mira: Page): Promise<string> {
  await mira.goto(`${app.url}/dashboard`)
  await mira.getByRole('link', { name: 'Set up and test' }).click()
  await mira.waitForURL('**/overlay')
  const address = await until('the address is shown', () =>
    mira.evaluate(() =>
      [...document.querySelectorAll('input')]
        .map(({ value }) => value)
        .find((value) => value.includes('/overlay#k='))
    )
  )
  await picture(mira, '10_overlay_settings')
  return address
}

test.group('The whole loop', (group) => {
  group.each.timeout(180_000)

  group.setup(async () => {
    browser = await launchChromium()
    simulator = await TwitchSimulator.start({
      users: [
        { login: 'ada_gm', displayName: 'Ada_GM' },
        {
          login: 'mira_streams',
          displayName: 'Mira_Streams',
          broadcasterType: 'affiliate',
          live: true,
          viewerCount: 12,
        },
      ],
    })
    app = await RunningApp.start({ simulator })
    tabletop = await Tabletop.start({ appUrl: app.url })
    return async () => {
      await browser.close()
      await tabletop.stop()
      await app.destroy()
      await simulator.stop()
    }
  })

  group.each.setup(() => {
    people = new WatchedBrowsers(browser)
    return (hasFailed: boolean) => people.close(hasFailed)
  })

  test('channel points turn a roll at the table', async ({ assert }) => {
    const ada = await people.open('GM')
    const gm = await ada.newPage()
    await signIn(gm, 'ada_gm')
    await picture(gm, '01_signed_in')
    const campaign = await prepareCampaign(gm)
    const invitation = await inviteStreamer(gm, campaign)

    const mira = await (await people.open('streamer')).newPage()
    await joinAndSell(mira, invitation)
    const table = await ada.newPage()
    await pairTable(table, gm, campaign)
    const overlay = await (await people.open('OBS', STAGE)).newPage()
    await overlay.goto(await overlayAddress(mira))
    await mira.goto(`${app.url}/dashboard`)
    await mira.getByText('On sale').waitFor({ timeout: PATIENCE })
    await gm.goto(campaign)

    // One after the other, so that the bar is seen to move.
    for (const viewer of ['brindlewick', 'mosswhisper']) {
      await simulator.redeem({ broadcaster: 'mira_streams', reward: 'Fate reversed', viewer })
    }
    await overlay.getByText('2').first().waitFor()
    await mira.locator('[data-goal][data-status="active"]').waitFor()
    await picture(overlay, '11_overlay_goal')
    await picture(mira, '12_dashboard_goal')
    await picture(gm, '13_live_goal')

    // More at once than are needed: the rest comes back.
    await simulator.redeem({ broadcaster: 'mira_streams', reward: 'Fate reversed', viewers: 5 })
    await overlay.locator('[data-scene="armed"]').waitFor()
    await picture(overlay, '14_overlay_armed')
    await mira.locator('[data-goal][data-status="armed"]').waitFor()
    await picture(mira, '15_dashboard_armed')

    await table.getByTestId('roll-20').click()
    await table.getByTestId('crowdcrit-mark').getByText('20 became 1').waitFor()
    await picture(table, '16_table_inverted')
    await overlay.locator('[data-scene="inversion"]').waitFor()
    await picture(overlay, '17_overlay_impact')

    await until(
      'all redemptions are settled at Twitch',
      async () => {
        const open = await simulator.redemptions({ status: 'UNFULFILLED' })
        return open.length === 0
      },
      PATIENCE
    )
    assert.lengthOf(await simulator.redemptions({ status: 'FULFILLED' }), GOAL)
    assert.lengthOf(await simulator.redemptions({ status: 'CANCELED' }), 7 - GOAL)
    assert.deepEqual(people.faults, [])
  })
})
