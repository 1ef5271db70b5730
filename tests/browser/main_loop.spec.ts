import { test } from '@japa/runner'
import type { Browser, Page } from 'playwright'
import { sharedChromium } from '#tests/support/browser'
import {
  assignCharacter,
  inviteStreamer,
  joinAndSell,
  overlayAddress,
  pairTable,
  prepareCampaign,
  signIn,
} from '#tests/support/main_loop/journeys'
import { WatchedBrowsers, picture } from '#tests/support/main_loop/watched_browser'
import { RunningApp } from '#tests/support/running_app'
import { Tabletop } from '#tests/support/tabletop'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { until } from '#tests/support/until'

const GOAL = 4
const COST = 250
const STAGE = { width: 1920, height: 1080 }
const PATIENCE_MS = 40_000
const REWARD = { broadcaster: 'mira_streams', reward: 'Fate reversed' }

const USERS = [
  { login: 'ada_gm', displayName: 'Ada_GM' },
  {
    login: 'mira_streams',
    displayName: 'Mira_Streams',
    broadcasterType: 'affiliate' as const,
    live: true,
    viewerCount: 12,
  },
]

let browser: Browser
let simulator: TwitchSimulator
let app: RunningApp
let tabletop: Tabletop
let people: WatchedBrowsers

/** A scene of the overlay, once its words can be read. */
async function scene(overlay: Page, name: string, file: string) {
  const element = overlay.locator(`[data-scene="${name}"]`)
  await element.waitFor({ timeout: PATIENCE_MS })
  await element.evaluate((root) => {
    const words = [...root.querySelectorAll('.words > *, .notice-title')]
    return new Promise<void>((resolve) => {
      const look = () => {
        const isThere = words.every((word) => {
          for (let part: Element | null = word; part; part = part.parentElement) {
            if (Number(getComputedStyle(part).opacity) < 0.95) return false
          }
          return true
        })
        if (isThere || !root.isConnected) resolve()
        else requestAnimationFrame(look)
      }
      look()
    })
  })
  await picture(overlay, file)
  return element
}

/** The four figures under "Channel points", as a page shows them. */
async function totals(page: Page, wanted: Record<string, number>) {
  for (const [label, value] of Object.entries(wanted)) {
    const cell = page.locator('dl > div', { hasText: label }).locator('dd')
    await cell.getByText(String(value), { exact: true }).waitFor()
  }
}

test.group('The whole loop', (group) => {
  group.each.timeout(180_000)

  group.setup(async () => {
    browser = await sharedChromium()
    simulator = await TwitchSimulator.start({ users: USERS })
    app = await RunningApp.start({ simulator })
    tabletop = await Tabletop.start({ appUrl: app.url })
    return async () => {
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
    const places = { app: app.url, twitch: simulator.url }
    const ada = await people.open('GM')
    const gm = await ada.newPage()
    await signIn(gm, places, 'ada_gm')
    await picture(gm, '01_signed_in')
    const campaign = await prepareCampaign(gm, GOAL)
    const invitation = await inviteStreamer(gm, campaign)

    const mira = await (await people.open('streamer')).newPage()
    await joinAndSell(mira, places, invitation, COST)
    const table = await ada.newPage()
    await pairTable(table, tabletop.gmUrl())
    await assignCharacter(gm, campaign, 'Aria Thornwood', 'Mira_Streams')
    const overlay = await (await people.open('OBS', STAGE)).newPage()
    await overlay.goto(await overlayAddress(mira, places))
    // The page is transparent: something dark, as a game is, to see it on.
    await overlay.evaluate(() => (document.documentElement.style.background = '#2a2f36'))
    await mira.goto(`${app.url}/dashboard`)
    await mira.getByText('On sale', { exact: true }).waitFor({ timeout: PATIENCE_MS })
    await gm.goto(campaign)

    // A goal that nobody fills in time gives the points back.
    await simulator.redeem({ ...REWARD, viewer: 'taverncat' })
    await mira.locator('[data-goal][data-status="active"]').waitFor()
    await app.query(`UPDATE instances SET version = version + 1, expires_at = now()`)
    await scene(overlay, 'notice', '11_overlay_ran_out')
    await mira
      .getByText('The goal was not reached in time.', { exact: true })
      .waitFor({ timeout: PATIENCE_MS })
    assert.lengthOf(await simulator.redemptions({ status: 'CANCELED' }), 1)

    // One after the other, so that the bar is seen to move.
    for (const viewer of ['brindlewick', 'mosswhisper']) {
      await simulator.redeem({ ...REWARD, viewer })
    }
    await overlay.getByText('mosswhisper joined in').waitFor()
    await mira
      .locator('[data-goal][data-status="active"]')
      .getByText('Latest: mosswhisper')
      .waitFor()
    await picture(overlay, '12_overlay_goal')
    await picture(mira, '13_dashboard_goal')
    await picture(gm, '14_live_goal')

    // More at once than are needed: the rest comes back.
    await simulator.redeem({ ...REWARD, viewers: 5 })
    await scene(overlay, 'armed', '15_overlay_armed')
    await mira.locator('[data-goal][data-status="armed"]').waitFor()
    await mira.getByText('The goal is full and waits for its roll.').waitFor()
    await picture(mira, '16_dashboard_armed')
    const tooMany = await simulator
      .redeem({ ...REWARD, viewer: 'luckylich' })
      .catch(({ body }: { body: { code: string } }) => body.code)
    assert.equal(tooMany, 'REWARD_PAUSED')

    await table.getByTestId('roll-20').click()
    await table.getByTestId('crowdcrit-mark').getByText('20 became 1').waitFor()
    await picture(table, '17_table_inverted')
    assert.equal(await table.getByTestId('total').textContent(), '8')
    await scene(overlay, 'critical', '18_overlay_critical')
    const impact = await scene(overlay, 'inversion', '19_overlay_impact')
    assert.include(await impact.textContent(), 'Aria Thornwood')

    await until(
      'all redemptions are settled on Twitch',
      async () => (await simulator.redemptions({ status: 'UNFULFILLED' })).length === 0,
      PATIENCE_MS
    )
    assert.lengthOf(await simulator.redemptions({ status: 'FULFILLED' }), GOAL)
    assert.lengthOf(await simulator.redemptions({ status: 'CANCELED' }), 4)
    // Who comes too late is told that the goal is full, before or after it was seen to be armed.
    assert.deepEqual(
      await app.query(
        `SELECT state, reason IN ('over_objective', 'already_armed') AS full, settled_by, cost,
                count(*)::int FROM redemptions GROUP BY 1, 2, 3, 4 ORDER BY 1, 2`
      ),
      [
        { state: 'fulfilled', full: false, settled_by: 'us', cost: COST, count: 4 },
        { state: 'refunded', full: false, settled_by: 'us', cost: COST, count: 1 },
        { state: 'refunded', full: true, settled_by: 'us', cost: COST, count: 3 },
      ]
    )
    assert.deepEqual(
      await app.query(`SELECT i.status, i.progress, e.status AS execution, c.type, c.status AS command
                       FROM instances i LEFT JOIN executions e ON e.instance_id = i.id
                       LEFT JOIN foundry_commands c ON c.instance_id = i.id ORDER BY i.started_at`),
      [
        { status: 'expired', progress: 1, execution: null, type: null, command: null },
        {
          status: 'completed',
          progress: 4,
          execution: 'done',
          type: 'roll.invert',
          command: 'done',
        },
      ]
    )

    const figures = { Received: 8, Fulfilled: 4, Refunded: 4, Open: 0 }
    await totals(mira, figures)
    await totals(gm, figures)
    await picture(mira, '20_dashboard_after')
    await picture(gm, '21_live_after')
    const viewer = await (await people.open('viewer')).newPage()
    await viewer.goto(campaign.replace('/campaigns/', '/c/'))
    await totals(viewer, figures)
    await picture(viewer, '22_public_page')

    assert.deepEqual(people.faults, [])
    assert.deepEqual(app.logged(40), [])
  })
})
