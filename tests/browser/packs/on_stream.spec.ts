import { test } from '@japa/runner'
import type { Page } from 'playwright'
import { packLength } from '../../../overlay/packs/pack_length.ts'
import { DEMO_SET } from '#demo/cards/demo_cards'
import { sharedChromium } from '#tests/support/browser'
import { seedDemo } from '#tests/support/e2e/demo_campaign'
import { WatchedBrowsers } from '#tests/support/main_loop/watched_browser'
import { packOnStage } from '#tests/support/overlay/pack_stage'
import { RunningApp } from '#tests/support/running_app'
import { crash } from '#tests/support/table/page_faults'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { until } from '#tests/support/until'

const PATIENCE_MS = 40_000
const PACK = { broadcaster: 'mira_streams', reward: `Card pack: ${DEMO_SET.name}` }
const STREAMER = { broadcasterType: 'affiliate' as const, live: true, viewerCount: 20 }
const USERS = [
  { login: 'ada_gm' },
  { login: 'mira_streams', ...STREAMER },
  { login: 'tobi_plays', ...STREAMER },
]
const VIEWERS = ['brindlewick', 'mosswhisper', 'taverncat']
/** As long as any pack of the demo takes, and the pause after it. */
const WHOLE_PACK_MS =
  packLength({ mode: 'full', cards: DEMO_SET.packSize, hasTop: true, packs: 1 }) + 2000

test.group('Packs | on stream', (group) => {
  let simulator: TwitchSimulator
  let app: RunningApp
  let people: WatchedBrowsers
  let overlayAddress: string

  group.each.timeout(120_000)

  group.setup(async () => {
    simulator = await TwitchSimulator.start({ users: USERS })
    app = await RunningApp.start({ simulator })
    const links = await seedDemo(app)
    overlayAddress = String(links.find(({ label }) => label.startsWith('Overlay'))?.url)
    await until('the pack is on sale', isOnSale, PATIENCE_MS)
    return async () => {
      await app.destroy()
      await simulator.stop()
    }
  })

  group.each.setup(async () => {
    people = new WatchedBrowsers(await sharedChromium())
    return (hasFailed: boolean) => people.close(hasFailed)
  })

  const isOnSale = async () => {
    const [reward] = await app.query<{ isSold: boolean }>(
      `SELECT is_enabled AND NOT is_paused AND state = 'present' AS "isSold" FROM rewards
       WHERE handler = 'pack'`
    )
    return reward?.isSold
  }

  /** OBS with the overlay in it. What a pack takes passes when the test lets it. */
  const openOverlay = async (): Promise<Page> => {
    const context = await people.open('OBS', { width: 960, height: 540 })
    const page = await context.newPage()
    await page.clock.install({ time: new Date() })
    await page.goto(overlayAddress)
    return page
  }

  /** The pack that is on comes to its end, and the page's clock back to everybody's. */
  const playOn = async (overlay: Page) => {
    await overlay.clock.runFor(WHOLE_PACK_MS)
    await overlay.clock.setSystemTime(new Date())
  }

  /** How many copies anybody finds on a viewer's page. */
  const copiesOn = async (page: Page, login: string) => {
    await page.goto(`${app.url}/packs/mira_streams/viewers/${login}?show=owned`)
    await page.locator('main h1').waitFor()
    const looks = await page.locator('[data-owned="true"] [data-copies]').allTextContents()
    return looks.reduce((sum, look) => sum + Number(look), 0)
  }

  const onTwitch = async () => {
    const all = await simulator.redemptions(PACK)
    return Object.fromEntries(all.map(({ user_login: login, status }) => [login, status]))
  }
  const areFulfilled = (count: number) =>
    until(
      `${count} redemptions are fulfilled`,
      async () => (await simulator.redemptions({ ...PACK, status: 'FULFILLED' })).length === count,
      PATIENCE_MS
    )
  const openings = () =>
    app.query<{ viewer: string; state: string; by: string; number: number }>(
      `SELECT v.login AS viewer, o.state, s.ended_by AS by, o.number FROM openings o
       JOIN viewers v ON v.id = o.viewer_id
       LEFT JOIN pack_showings s ON s.id = o.showing_id ORDER BY s.started_at, o.number`
    )
  const showingNow = async () => {
    const [showing] = await app.query<{ id: string; due: string }>(
      `SELECT id, due_at::text AS due FROM pack_showings WHERE ended_at IS NULL`
    )
    return showing
  }

  test('three viewers’ packs are opened one after the other, and their cards appear only then', async ({
    assert,
  }) => {
    const overlay = await openOverlay()
    await until('the overlay listens', async () => {
      const [seen] = await app.query('SELECT 1 FROM overlays WHERE last_seen_at IS NOT NULL')
      return seen
    })
    for (const viewer of VIEWERS) await simulator.redeem({ ...PACK, viewer })
    const stranger = await (await people.open('stranger')).newPage()

    for (const [index, viewer] of VIEWERS.entries()) {
      await packOnStage(overlay).getByText(`${viewer} opens a pack`).waitFor()
      assert.equal(await overlay.locator('[data-scene="pack"]').count(), 1)
      assert.equal(await copiesOn(stranger, viewer), 0, `${viewer}, before it was shown`)
      assert.equal((await onTwitch())[viewer], 'UNFULFILLED')

      await playOn(overlay)
      await areFulfilled(index + 1)
      assert.equal(await copiesOn(stranger, viewer), DEMO_SET.packSize, viewer)
    }

    await stranger.goto(`${app.url}/packs/mira_streams/viewers`)
    for (const viewer of VIEWERS) await stranger.getByRole('link', { name: viewer }).waitFor()
    assert.deepEqual(
      await openings(),
      VIEWERS.map((viewer, index) => ({ viewer, state: 'shown', by: 'overlay', number: index + 1 }))
    )
    assert.deepEqual(people.faults, [])
  })

  test('with the overlay closed the queue ends all the same', async ({ assert }) => {
    for (const viewer of ['luckylich', 'gnomeregan']) await simulator.redeem({ ...PACK, viewer })
    for (const count of [4, 5]) {
      await until('a pack is on', showingNow, PATIENCE_MS)
      await app.query('UPDATE pack_showings SET due_at = now() WHERE ended_at IS NULL')
      await areFulfilled(count)
    }

    const page = await (await people.open('stranger')).newPage()
    for (const viewer of ['luckylich', 'gnomeregan']) {
      assert.equal(await copiesOn(page, viewer), DEMO_SET.packSize, viewer)
    }
    const last = (await openings()).slice(-2)
    assert.deepEqual(
      last.map(({ viewer, state, by }) => [viewer, state, by]),
      [
        ['luckylich', 'shown', 'timeout'],
        ['gnomeregan', 'shown', 'timeout'],
      ]
    )
    assert.isUndefined(await showingNow())
  })

  test('killed midway, the overlay resumes the pack that was on, and then the next', async ({
    assert,
  }) => {
    const killed = await openOverlay()
    for (const viewer of ['quillfeather', 'ashgrove']) await simulator.redeem({ ...PACK, viewer })
    await packOnStage(killed).getByText('quillfeather opens a pack').waitFor()
    await killed.clock.runFor(3000)
    await killed.locator('.pack-card[data-up]').first().waitFor()
    const before = await showingNow()
    await crash(killed)

    const overlay = await openOverlay()
    await packOnStage(overlay).getByText('quillfeather opens a pack').waitFor()
    assert.deepEqual(await showingNow(), before)
    await playOn(overlay)
    await packOnStage(overlay).getByText('ashgrove opens a pack').waitFor()
    await playOn(overlay)
    await areFulfilled(7)

    const all = await openings()
    assert.deepEqual(
      all.slice(-2).map(({ viewer, by }) => [viewer, by]),
      [
        ['quillfeather', 'overlay'],
        ['ashgrove', 'overlay'],
      ]
    )
    assert.lengthOf(all, 7)
    assert.deepEqual(
      await app.query(
        `SELECT (SELECT count(*)::int FROM pack_showings) AS showings,
           sum(owned)::int AS owned, sum(shown)::int AS shown FROM collections`
      ),
      [{ showings: 7, owned: 7 * DEMO_SET.packSize, shown: 7 * DEMO_SET.packSize }]
    )
    assert.deepEqual(people.faults, [])
    assert.deepEqual(app.logged(40), [])
  })
})
