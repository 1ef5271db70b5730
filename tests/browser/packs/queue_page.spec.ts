import type { Assert } from '@japa/assert'
import { test } from '@japa/runner'
import type { BrowserContext } from 'playwright'
import { complete, differences, showPacks } from '#tests/functional/packs/support'
import { Screen } from '#tests/support/browser'
import { emptyDatabase } from '#tests/support/database'
import { createStreamer, testSql } from '#tests/support/fixtures'
import { Keyboard } from '#tests/support/keyboard'
import { type DemoShop, openDemoShop, redeemPacks } from '#tests/support/packs/demo_shop'
import { signIn } from '#tests/support/screens/sign_in'
import { openQueue } from '#packs/seeds/next_seed'

const VIEWERS = ['Ashgrove', 'Nyx_in_the_Dark', 'Perrin', 'Odalys', 'hexagonal_hare']

test.group('Screens | a streamer’s card packs', (group) => {
  let shop: DemoShop
  group.each.timeout(90_000)
  group.each.setup(async () => {
    await emptyDatabase()
    shop = await openDemoShop('plain')
  })

  const open = async (context: BrowserContext, assert: Assert, streamerId = shop.mira.id) => {
    await signIn(context, { id: streamerId })
    const screen = await Screen.open(context, assert)
    await screen.visit(`/streamers/${streamerId}/packs`)
    return screen
  }
  /** What is on ends, and the next one begins. */
  const next = async () => {
    await complete(shop.mira.id)
    await showPacks()
  }
  const states = async () => {
    const rows = await testSql().run<{ name: string; state: string }>(
      `SELECT v.display_name AS name, o.state FROM openings o JOIN viewers v ON v.id = o.viewer_id
       ORDER BY o.place, o.number`
    )
    return rows.map(({ name, state }) => `${name} ${state}`)
  }

  test('before there is a set, and before there is a pack', async ({ browserContext, assert }) => {
    const { id } = await createStreamer(testSql(), { name: 'Tobi' })
    const screen = await open(browserContext, assert, id)
    await screen.page.getByText('No card set is published yet').waitFor()
    await screen.check('packs_queue_no_set')
    await openQueue(testSql(), id)
    await screen.visit(`/streamers/${id}/packs`)
    await screen.page.getByText('Nothing was opened yet.').waitFor()
    await screen.check('packs_queue_no_pack')
    await screen.page.getByRole('link', { name: 'Make a card set' }).click()
    await screen.page.getByRole('heading', { level: 1, name: 'Card sets' }).waitFor()
  })

  test('what is sold, for how much, and the rates for dust', async ({ browserContext, assert }) => {
    const screen = await open(browserContext, assert)
    const { page } = screen
    const offer = page.locator(`[data-pack-offer="${shop.setId}"]`)
    await offer.getByText('On sale', { exact: true }).waitFor()
    await offer.getByLabel('Cost in channel points').fill('450')
    await offer.getByLabel('Packs of a viewer in a stream').fill('2')
    await page.keyboard.press('Tab')
    await offer.getByRole('button', { name: 'Save' }).click()
    await page.getByText('goes on sale.').first().waitFor()

    await screen.visit(`/streamers/${shop.mira.id}/packs`)
    const rates = page.locator(`[data-dust-rates="${shop.setId}"]`)
    const price = rates.getByLabel('Dust for a card: Common')
    await price.fill('2000000')
    await rates.getByRole('button', { name: 'Save' }).click()
    assert.isFalse(await price.evaluate((field: HTMLInputElement) => field.validity.valid))
    const gives = rates.getByLabel('Dust for a duplicate: Common')
    await gives.fill('40')
    await price.fill('40')
    await rates.getByRole('button', { name: 'Save' }).click()
    await rates
      .getByText('It has to be more than a duplicate gives, or 0.', { exact: false })
      .waitFor()
    await screen.check('packs_dust_faults')
    await price.fill('0')
    await gives.fill('7')
    await rates.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved. It holds from now.').first().waitFor()
    await rates.getByRole('button', { name: 'Save' }).waitFor({ state: 'detached' })
    assert.deepEqual(
      await testSql().run(
        `SELECT o.cost, o.max_per_viewer AS "perViewer", d.dust, d.dust_price AS price
         FROM pack_offers o JOIN card_rarities r ON r.set_id = o.set_id AND r.name = 'Common'
         JOIN dust_rates d ON d.rarity_id = r.id AND d.streamer_id = o.streamer_id`
      ),
      [{ cost: 450, perViewer: 2, dust: 7, price: 0 }]
    )

    await offer.getByRole('switch', { name: /Sell it on my channel/ }).click()
    await offer.getByText('Not on sale').waitFor()
    screen.assertClean('selling')
  })

  test('the queue, live, with the mouse', async ({ browserContext, assert }) => {
    const screen = await open(browserContext, assert)
    const { page } = screen
    await page.locator('[data-live="open"]').waitFor()
    await redeemPacks(shop, VIEWERS)
    await showPacks()
    const queue = page.locator('[data-pack-queue]')
    const onNow = page.locator('[data-pack-showing]')
    await onNow.getByText('Ashgrove').waitFor()
    await queue.getByText('4 packs wait.').waitFor()
    await next()
    await page.locator('[data-past-pack]').getByText('Ashgrove').waitFor()
    await onNow.getByText('Nyx_in_the_Dark').waitFor()

    await page.locator('[data-waiting-pack]', { hasText: 'Odalys' }).getByText('Refund').click()
    const question = page.getByRole('dialog', { name: 'Give Odalys the points back?' })
    await screen.assertAccessible('the question')
    await question.getByRole('button', { name: 'Refund' }).click()
    await page.locator('[data-past-pack]', { hasText: 'Odalys' }).getByText('Given back').waitFor()
    await screen.visit(`/streamers/${shop.mira.id}/packs`)
    await screen.check('packs_queue')
    await page.getByRole('button', { name: 'Show again: the pack of Ashgrove' }).click()
    await page.getByText('It is shown again, next.').first().waitFor()
    await onNow.getByRole('button', { name: 'Skip' }).click()
    await onNow.waitFor({ state: 'detached' })
    assert.deepEqual(await states(), [
      'Ashgrove shown',
      'Nyx_in_the_Dark shown',
      'Perrin waiting',
      'Odalys refunded',
      'hexagonal_hare waiting',
    ])
    await showPacks()
    await onNow.getByText('Showing again').waitFor()
    await onNow.getByText('Ashgrove').waitFor()

    await page.getByRole('button', { name: 'Change now' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Change the seed' }).click()
    await page.getByText('Its packs still wait').waitFor()
    await next()
    await testSql().run('UPDATE pack_seeds SET lost_at = now() WHERE last_number IS NOT NULL')
    await page.getByRole('switch', { name: 'Only with the overlay' }).click()
    await queue.getByText('No pack is sold, and those that wait are given back.').waitFor()
    await page.getByRole('button', { name: 'Pause', exact: true }).click()
    await queue.getByText('Packs that viewers have bought wait').waitFor()
    await screen.visit(`/streamers/${shop.mira.id}/packs`)
    await page.locator('[data-seed]').getByText('Lost', { exact: true }).waitFor()
    await screen.check('packs_queue_paused')
    assert.deepEqual(await differences(), [])
  })

  test('the queue by keyboard alone', async ({ browserContext, assert }) => {
    await redeemPacks(shop, VIEWERS)
    const screen = await open(browserContext, assert)
    const { page } = screen
    // Room for what is said after each step, which comes and goes in the corner.
    await page.setViewportSize({ width: 1280, height: 1400 })
    const keyboard = new Keyboard(page, assert)
    const button = (name: string) => page.getByRole('button', { name, exact: true })
    await page.locator('[data-live="open"]').waitFor()

    await keyboard.to(button('Pause'))
    await keyboard.press('Enter')
    await button('Go on').waitFor()
    await keyboard.landsOn(button('Go on'))
    await keyboard.press('Enter')
    await button('Pause').waitFor()

    await keyboard.to(button('Move the pack of Ashgrove down'))
    await keyboard.press('Enter')
    await page.locator('[data-waiting-pack]').first().getByText('Nyx_in_the_Dark').waitFor()
    await keyboard.landsOn(button('Move the pack of Ashgrove down'))
    await keyboard.press('Enter')
    await page.locator('[data-waiting-pack]').nth(1).getByText('Perrin').waitFor()

    await keyboard.to(
      page
        .locator('[data-waiting-pack]', { hasText: 'Odalys' })
        .getByRole('button', { name: 'Refund' })
    )
    await keyboard.press('Enter')
    await keyboard.to(page.getByRole('dialog').getByRole('button', { name: 'Refund' }))
    await keyboard.press('Enter')
    await page.locator('[data-past-pack]', { hasText: 'Odalys' }).waitFor()
    assert.deepEqual(await states(), [
      'Nyx_in_the_Dark waiting',
      'Perrin waiting',
      'Ashgrove waiting',
      'Odalys refunded',
      'hexagonal_hare waiting',
    ])
    screen.assertClean('by keyboard')
  })
})
