import type { Page } from 'playwright'
import { until } from '../until.js'
import { picture } from './watched_browser.js'

/** Where everything runs. */
export interface Places {
  app: string
  twitch: string
}

const PATIENCE_MS = 40_000

/** Through the simulated Twitch, as a person does it. */
export async function signIn(page: Page, { app, twitch }: Places, login: string) {
  await page.goto(`${app}/sign-in`)
  await page.getByRole('link', { name: 'Continue with Twitch' }).click()
  await consent(page, { app, twitch }, login)
}

async function consent(page: Page, { app, twitch }: Places, login: string) {
  await page.waitForURL(`${twitch}/auth/authorize**`)
  await page.getByRole('button', { name: login }).first().click()
  await page.waitForURL(`${app}/**`)
}

async function fillNumber(page: Page, label: string, value: number) {
  const field = page.getByLabel(label)
  await field.fill(String(value))
  await field.press('Tab')
}

/** Creates a campaign and switches an event from a template on; returns the campaign's address. */
export async function prepareCampaign(gm: Page, goal: number): Promise<string> {
  await gm.getByRole('link', { name: 'New campaign' }).click()
  await gm.getByLabel('Name').fill('The Emberfall Road')
  await gm.getByRole('button', { name: 'Create campaign' }).click()
  const sections = gm.getByRole('navigation', { name: 'Campaign' })
  await sections.getByRole('link', { name: 'Events' }).click()

  await gm.getByRole('link', { name: 'Fate reversed' }).click()
  await fillNumber(gm, 'Share of the audience', 0)
  await fillNumber(gm, 'At least', goal)
  await picture(gm, '02_event_editor')
  await gm.getByRole('button', { name: 'Create event' }).click()
  await gm.getByRole('switch', { name: 'Fate reversed: off' }).click()
  await gm.getByRole('switch', { name: 'Fate reversed: on' }).waitFor()
  await picture(gm, '03_event_on')
  return gm.url().replace(/\/events.*/, '')
}

/** Returns the link to send. */
export async function inviteStreamer(gm: Page, campaign: string): Promise<string> {
  await gm.goto(`${campaign}/members`)
  await gm.getByRole('button', { name: 'Make link' }).click()
  const link = await gm.getByLabel('Send this link').inputValue()
  await picture(gm, '04_invitation_link')
  return link
}

/** Opens the link, signs in from it with the scopes of a streamer, accepts, and sells the reward. */
export async function joinAndSell(mira: Page, places: Places, invitation: string, cost: number) {
  await mira.goto(invitation)
  await mira.getByRole('link', { name: 'Sign in with Twitch to answer' }).click()
  await consent(mira, places, 'mira_streams')
  await picture(mira, '05_invitation')
  await mira.getByRole('button', { name: 'Accept' }).click()
  await mira.getByRole('heading', { name: 'My channel' }).waitFor()

  await fillNumber(mira, 'Cost in channel points', cost)
  await mira.getByRole('button', { name: 'Save cost' }).click()
  await mira.getByRole('switch', { name: /on my channel/ }).click()
  await mira.locator('[data-reward="present"]').waitFor({ timeout: PATIENCE_MS })
  await picture(mira, '06_reward_waits_for_the_table')
}

/** Pairs by the code and approves in the page that opens. */
export async function pairTable(table: Page, seat: string) {
  await table.goto(seat)
  await table.locator('html[data-ready]').waitFor()
  await table.getByTestId('tool-crowdcrit').click()
  const opened = table.waitForEvent('popup')
  await table.getByTestId('crowdcritConnect').click()
  const approval = await opened
  const code = await table.getByTestId('crowdcrit-code').textContent()
  await approval.getByText(String(code)).waitFor()
  await picture(approval, '07_approval')
  await approval.getByRole('button', { name: 'Approve' }).click()

  const status = table.getByTestId('crowdcrit-status')
  await status.getByText('in charge').waitFor({ timeout: PATIENCE_MS })
  await picture(table, '08_table_paired')
  await approval.close()
}

export async function assignCharacter(gm: Page, campaign: string, name: string, streamer: string) {
  await gm.goto(`${campaign}/foundry`)
  const choice = gm.getByRole('combobox', { name: `Streamer of ${name}` })
  await choice.click()
  await gm.getByRole('option', { name: streamer }).click()
  await choice.getByText(streamer).waitFor()
  await gm.waitForLoadState('networkidle')
  await picture(gm, '09_characters')
}

/** Returns the address a streamer pastes into OBS. */
export async function overlayAddress(mira: Page, { app }: Places): Promise<string> {
  await mira.goto(`${app}/dashboard`)
  await mira.getByRole('link', { name: 'Set up and test' }).click()
  await mira.waitForURL('**/overlay')
  const address = await until('the address is there', () =>
    mira.evaluate(() =>
      [...document.querySelectorAll('input')]
        .map(({ value }) => value)
        .find((value) => value.includes('/overlay#k='))
    )
  )
  await picture(mira, '10_overlay_settings')
  return address
}
