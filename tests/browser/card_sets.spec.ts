import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import type { BrowserContext, Page } from 'playwright'
import User from '#accounts/user'
import { MakeDemoSet } from '#demo/make_demo_set'
import { ArchiveSet } from '#packs/sets/archive_set'
import { SaveDetails } from '#packs/sets/save_details'
import { Screen } from '#tests/support/browser'
import { emptyDatabase } from '#tests/support/database'
import { createCampaign, createMember, createUser, testSql } from '#tests/support/fixtures'
import { png } from '#tests/support/packs/pictures'
import { createSet, setOf } from '#tests/support/packs/sets'
import { zipOf } from '#tests/support/packs/zip'
import { signIn } from '#tests/support/screens/sign_in'
import { until } from '#tests/support/until'

const picture = async (name: string, colour: string) => ({
  name,
  mimeType: 'image/png',
  buffer: await png({ width: 500, height: 700, colour }),
})

const cardNames = (page: Page) =>
  page
    .locator('[data-card]')
    .evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute('data-card')))

test.group('Screens | card sets', (group) => {
  let author: User
  group.each.timeout(90_000)
  group.each.setup(async () => {
    await emptyDatabase()
    author = await User.findOrFail(await createUser(testSql(), 'Mira'))
  })

  async function open(context: BrowserContext, assert: Parameters<typeof Screen.open>[1]) {
    await signIn(context, author)
    return Screen.open(context, assert)
  }

  test('from nothing to a published set', async ({ browserContext, assert }) => {
    const screen = await open(browserContext, assert)
    const { page } = screen
    await screen.visit('/card-sets')
    await page.getByText('No card set yet').waitFor()
    await screen.check('card_sets_empty')

    await page.getByRole('button', { name: 'New card set' }).click()
    await page.getByLabel('Name').fill('Tales of the road')
    await page.keyboard.press('Enter')
    await page.waitForURL(/card-sets\/[\w-]{36}/)
    await page.getByText('Drop pictures above', { exact: false }).waitFor()
    await screen.check('card_set_new')

    await page
      .locator('input[aria-label="Pictures for new cards"]')
      .setInputFiles([
        await picture('02_ash-moth.png', '#aa3300'),
        await picture('01_fox kit.png', '#0033aa'),
      ])
    await page.locator('[data-card]').nth(1).waitFor()
    assert.deepEqual(await cardNames(page), ['Ash moth', 'Fox kit'])

    await page.getByRole('button', { name: 'Menu of Fox kit' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Move earlier' }).focus()
    await page.keyboard.press('Enter')
    await until('the cards have changed places', async () => {
      const [first] = await cardNames(page)
      return first === 'Fox kit'
    })

    await page.getByRole('button', { name: 'Edit Ash moth' }).click()
    await page.getByRole('dialog').getByLabel('Rarity').click()
    await page.getByRole('option', { name: 'Rare', exact: true }).click()
    await page.getByRole('button', { name: 'Save the card' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })

    await page.getByRole('tab', { name: 'Publish' }).click()
    await page.getByText('Uncommon can be drawn, but it has no card.').waitFor()
    assert.isTrue(await page.getByRole('button', { name: 'Publish', exact: true }).isDisabled())

    await page.getByRole('tab', { name: 'Rarities & odds' }).click()
    const chances = page.getByLabel('Chance')
    await chances.nth(0).fill('0,5')
    await chances.nth(2).fill('1/3')
    await page.getByText('Together', { exact: false }).first().waitFor()
    await page.locator('[data-sum]').getByText('too much', { exact: false }).waitFor()
    await page.getByRole('button', { name: 'Remove Uncommon' }).click()
    await page.getByRole('button', { name: 'Remove Legendary' }).click()
    await page
      .locator('[data-sum]')
      .getByText('1/6 is missing to 100 %.', { exact: false })
      .waitFor()
    await chances.nth(1).fill('half')
    await page.getByText('Write it like 0.5 % or 1/200').waitFor()
    await chances.nth(1).fill('50 %')
    await page.locator('[data-sum]').getByText('Exactly as it has to be.').waitFor()
    await page.getByRole('button', { name: 'Save the rarities' }).click()
    await page.getByText('Saved.').first().waitFor()

    await page.getByRole('tab', { name: 'Publish' }).click()
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByText('Edition 1 is what you see here.').waitFor()
    const archive = await app.container.make(ArchiveSet)
    await archive.execute((await createSet(author.id, 'Tales that are told')).id)
    await screen.visit('/card-sets')
    await page.getByText('Published').waitFor()
    await page.getByRole('button', { name: 'Bring back: Tales that are told' }).waitFor()
    await screen.check('card_sets')
  })

  test('the editor of a full set', async ({ browserContext, assert }) => {
    const campaign = await createCampaign(testSql())
    await createMember(testSql(), campaign.id, author.id, 'streamer')
    const demo = await app.container.make(MakeDemoSet)
    const id = await demo.execute(author.id, campaign.id)
    await testSql().run(`UPDATE cards SET retired_at = now() WHERE name = 'Goat Path'`)
    const screen = await open(browserContext, assert)
    const { page } = screen
    await screen.visit(`/card-sets/${id}`)
    await page.locator('[data-card] img').first().waitFor()
    await page.waitForFunction(() =>
      [...document.images]
        .slice(0, 12)
        .every(({ complete, naturalWidth }) => complete && naturalWidth > 0)
    )
    await screen.check('card_set_cards')

    await page.getByRole('button', { name: 'Edit The Drowned Crown' }).click()
    await page.getByRole('button', { name: 'Save the card' }).waitFor()
    await screen.check('card_set_card')
    await page.getByRole('button', { name: 'Cancel' }).click()

    await page.getByRole('tab', { name: 'Rarities & odds' }).click()
    await screen.check('card_set_rarities')
    await page.getByRole('tab', { name: 'Pack' }).click()
    await page.locator('[data-average]').getByText('Legendary').waitFor()
    await screen.check('card_set_pack')
    await testSql().run(`UPDATE cards SET weight = 7 WHERE name = 'Fox Kit'`)
    await screen.visit('/card-sets')
    await screen.visit(`/card-sets/${id}#publish`)
    await page.getByText('Card Fox Kit, weight: 2 → 7').waitFor()
    await screen.check('card_set_publish')
  })

  test('cards are dragged, removed and brought back; pictures are dropped on them', async ({
    browserContext,
    assert,
  }) => {
    const set = await createSet(author.id)
    const screen = await open(browserContext, assert)
    const { page } = screen
    await screen.visit(`/card-sets/${set.id}`)
    const tile = (name: string) => page.locator(`[data-card="${name}"]`)
    await tile('Legendary card').dragTo(tile('Common card'))
    await until(
      'it is first',
      async () => (await setOf(set.id)).cards[0]?.name === 'Legendary card'
    )

    const bytes = [...(await png({ width: 50, height: 70 }))]
    const files = await page.evaluateHandle((data) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([new Uint8Array(data)], 'new.png', { type: 'image/png' }))
      return transfer
    }, bytes)
    await tile('Rare card').dispatchEvent('drop', { dataTransfer: files })
    await tile('Rare card').locator('img').waitFor()

    await page.getByRole('button', { name: 'Menu of Rare card' }).click()
    await page.getByRole('menuitem', { name: 'Remove' }).click()
    await page.getByText('Removed cards').waitFor()
    await page.getByRole('button', { name: 'Undo' }).first().click()
    await page.getByText('Removed cards').waitFor({ state: 'detached' })
    assert.lengthOf(
      (await setOf(set.id)).cards.filter(({ retiredAt }) => !retiredAt),
      4
    )
    screen.assertClean('cards')
  })

  test('what is no picture is named, and the others come in', async ({
    browserContext,
    assert,
  }) => {
    const set = await createSet(author.id)
    const { page } = await open(browserContext, assert)
    await page.goto(`/card-sets/${set.id}`)
    await page
      .locator('input[aria-label="Pictures for new cards"]')
      .setInputFiles([
        await picture('good.png', '#0033aa'),
        { name: 'drawing.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') },
      ])
    const fault = 'drawing.svg: This is not a PNG, JPEG or WebP picture.'
    await page.getByText(fault).first().waitFor()
    await page.locator('[data-card="Good"] img').waitFor()
    assert.lengthOf((await setOf(set.id)).cards, 5)
  })

  test('a zip is looked at, mended, and brought in', async ({ browserContext, assert }) => {
    const set = await createSet(author.id)
    const screen = await open(browserContext, assert)
    const { page } = screen
    await screen.visit(`/card-sets/${set.id}`)
    const zip = async (rarity: string) => ({
      name: 'cards.zip',
      mimeType: 'application/zip',
      buffer: zipOf([
        {
          name: 'cards.csv',
          content: Buffer.from(`name,rarity,picture\nFox,${rarity},fox.png\nBell,rare,\n`),
        },
        { name: 'fox.png', content: await png({ width: 50, height: 70 }) },
        { name: 'notes.txt', content: Buffer.from('x') },
      ]),
    })
    await page.getByRole('button', { name: 'Import' }).click()
    const input = page.locator('input[aria-label="Zip or files to import"]')
    await input.setInputFiles(await zip('mythic'))
    await page.locator('[data-import-faults]').getByText('Line 2').waitFor()
    await screen.check('card_set_import_faults')
    await input.setInputFiles(await zip('common'))
    await page.locator('[data-import-cards]').getByText('Fox', { exact: true }).waitFor()
    await screen.check('card_set_import')
    await page.getByRole('button', { name: 'Import 2 cards' }).click()
    await page.locator('[data-card="Fox"] img').waitFor()
    assert.lengthOf((await setOf(set.id)).cards, 6)
    screen.assertClean('import')
  })

  test('what somebody else has changed meanwhile is said, and what was typed stays', async ({
    browserContext,
    assert,
  }) => {
    const set = await createSet(author.id)
    const screen = await open(browserContext, assert)
    const { page } = screen
    await screen.visit(`/card-sets/${set.id}#publish`)
    await page.getByLabel('Description').fill('Typed here')
    await new SaveDetails().execute(set, {
      ...set,
      name: 'Named elsewhere',
      startsAt: null,
      endsAt: null,
    })
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page
      .getByText('Somebody else has changed this set meanwhile', { exact: false })
      .first()
      .waitFor()
    await page.getByRole('heading', { name: 'Named elsewhere' }).waitFor()
    assert.equal(await page.getByLabel('Description').inputValue(), 'Typed here')
    assert.equal((await setOf(set.id)).description, '')
  })
})
