import { test } from '@japa/runner'
import { origin } from '#tests/functional/packs/stage'
import { differences, playAll } from '#tests/functional/packs/support'
import { Screen } from '#tests/support/browser'
import { emptyDatabase } from '#tests/support/database'
import { testSql } from '#tests/support/fixtures'
import { createViewers } from '#tests/support/screens/people'
import { signIn } from '#tests/support/screens/sign_in'
import {
  type DemoShop,
  giveCopies,
  openDemoShop,
  redeemPacks,
} from '#tests/support/packs/demo_shop'

const COLLECTORS = ['Ashgrove', 'Perrin', 'Ashgrove', 'hexagonal_hare', 'Ashgrove']

test.group('Screens | collections', (group) => {
  let shop: DemoShop
  group.each.timeout(90_000)
  group.setup(async () => {
    await emptyDatabase()
    shop = await openDemoShop()
  })
  const cardsOf = (login: string) => `/packs/mira_streams/viewers/${login}`

  test('anybody sees who collects, and what', async ({ browserContext, assert }) => {
    const screen = await Screen.open(browserContext, assert)
    const { page } = screen
    await screen.visit('/packs/mira_streams/viewers')
    await page.getByText('Nobody has a card yet').waitFor()
    await screen.check('collectors_empty')

    await redeemPacks(shop, COLLECTORS)
    await playAll(shop.mira.id)
    const [juno] = await createViewers(testSql(), ['Juno'])
    await giveCopies(shop, juno, 'Fox Kit', 3)
    await giveCopies(shop, juno, 'Mirror Key', 1, 'special')
    await screen.visit('/packs/mira_streams')
    await page.getByRole('link', { name: 'Collectors' }).click()
    await page.getByRole('link', { name: 'Ashgrove' }).waitFor()
    await screen.check('collectors')
    await page.getByLabel('Twitch login').fill('juno')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Cards of Juno' }).waitFor()
    assert.equal(await page.locator('[data-owned="true"]').count(), 2)
    assert.equal(await page.locator('[data-dust]').count(), 0)
    assert.equal(await page.getByRole('button', { name: /Dust|Spend|Make it/ }).count(), 0)
    await screen.check('collection')

    await page.getByRole('combobox', { name: 'Show' }).click()
    await page.getByRole('option', { name: 'Duplicates' }).click()
    await page.locator('[data-owned="false"]').first().waitFor({ state: 'detached' })
    assert.equal(await page.locator('[data-card]').count(), 1)
    await page.getByRole('combobox', { name: 'Rarity' }).click()
    await page.getByRole('option', { name: 'Uncommon' }).click()
    await page.getByText('No such card').waitFor()
    await screen.check('collection_nothing_fits')
    await screen.visit(cardsOf('nobody_here'))
    await page.getByText('Nobody to show').waitFor()
    await screen.check('collection_nobody')
  })

  test('a viewer turns duplicates into dust, makes a card, and asks the game master with one', async ({
    browserContext,
    browser,
    assert,
  }) => {
    for (const [card, count] of [
      ['Fox Kit', 17],
      ['The Lucky Twenty', 2],
      ['Watchfire', 2],
    ] as const) {
      await giveCopies(shop, shop.nyx.viewerId, card, count)
    }
    await giveCopies(shop, shop.nyx.viewerId, 'Moonwell', 2, 'special')
    await signIn(browserContext, shop.nyx)
    const screen = await Screen.open(browserContext, assert)
    const { page } = screen
    await screen.visit('/packs/mira_streams/viewers')
    await page.getByRole('link', { name: 'My cards' }).click()
    await page.getByRole('heading', { level: 1, name: 'Cards of Nyx' }).waitFor()
    const tile = (text: string) => page.locator('[data-card]', { hasText: text })
    const dust = page.locator('[data-dust]')
    await dust.getByText('0 dust', { exact: true }).waitFor()
    await tile('Fox Kit').getByRole('button', { name: 'Dust' }).click()
    const question = page.getByRole('dialog')
    await question.getByText('You get 80 dust and keep one copy.').waitFor()
    await screen.assertAccessible('the question')
    await question.getByRole('button', { name: 'Turn into dust' }).click()
    await dust.getByText('80 dust', { exact: true }).waitFor()
    await screen.visit(cardsOf('nyx'))
    await screen.check('collection_own')

    await page.getByRole('button', { name: 'Make it: 40 dust, card 1', exact: true }).click()
    await question.getByText('That takes 40 dust of the 80 you have.').waitFor()
    await question.getByRole('button', { name: 'Make the card' }).dblclick()
    await dust.getByText('40 dust', { exact: true }).waitFor()
    await tile('Road Lantern').getByText('Regular: 1').waitFor()
    const spend = async (card: string) => {
      await tile(card).getByRole('button', { name: 'Spend' }).click()
      await question.getByRole('button', { name: 'Spend the card' }).click()
      await question.waitFor({ state: 'detached' })
    }
    await spend('Watchfire')
    await page.getByText('Your next contribution on this channel counts 2 times.').first().waitFor()
    await tile('Watchfire').getByText('Regular: 1').waitFor()
    await page.locator('[data-spent]').getByText('“Watchfire”: your next contribution').waitFor()
    await spend('Watchfire')
    await page.getByText('A card of yours already waits').first().waitFor()
    await tile('Watchfire').getByText('Regular: 1').waitFor()
    await spend('The Lucky Twenty')
    await tile('The Lucky Twenty').getByText('Regular: 1').waitFor()
    screen.assertClean('spending')

    const context = await browser.newContext({ baseURL: origin() })
    await signIn(context, shop.gm)
    const table = await Screen.open(context, assert)
    await table.visit(`/campaigns/${shop.campaignId}`)
    const asked = table.page.locator('[data-boon]')
    await asked.getByText('One re-roll for somebody at the table').waitFor()
    await table.page.locator('[data-live="open"]').waitFor()
    await spend('The Lucky Twenty')
    await asked.nth(1).waitFor()
    await table.check('live_asked_boon')
    await asked.first().getByRole('button', { name: 'Not now' }).click()
    await table.page.getByText('the card is back with its owner').first().waitFor()
    await asked.nth(1).waitFor({ state: 'detached' })
    await asked.getByRole('button', { name: 'Allow' }).click()
    await asked.waitFor({ state: 'detached' })
    table.assertClean('deciding')
    await context.close()

    await screen.visit(cardsOf('nyx'))
    await tile('The Lucky Twenty').getByText('Regular: 1').waitFor()
    assert.equal(await page.locator('[data-spent]').count(), 1)
    const boons = await testSql().run('SELECT state, reason FROM boons ORDER BY spent_at')
    assert.deepEqual(boons, [
      { state: 'waiting', reason: null },
      { state: 'returned', reason: 'rejected' },
      { state: 'used', reason: null },
    ])
    assert.deepEqual(await differences(), [])
  })
})
