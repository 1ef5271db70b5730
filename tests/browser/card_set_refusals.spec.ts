import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import type { BrowserContext, Page } from 'playwright'
import User from '#accounts/user'
import { PublishSet } from '#packs/sets/publish_set'
import { SaveCard } from '#packs/sets/save_card'
import type { EditableSet } from '#packs/sets/read_set'
import { Screen } from '#tests/support/browser'
import { emptyDatabase } from '#tests/support/database'
import { createUser, testSql } from '#tests/support/fixtures'
import { png } from '#tests/support/packs/pictures'
import { createSet, setOf } from '#tests/support/packs/sets'
import { zipOf } from '#tests/support/packs/zip'
import { signIn } from '#tests/support/screens/sign_in'
import { until } from '#tests/support/until'

const zip = (entries: Parameters<typeof zipOf>[0]) => ({
  name: 'cards.zip',
  mimeType: 'application/zip',
  buffer: zipOf(entries),
})

test.group('Screens | what a card set refuses', (group) => {
  let author: User
  let set: EditableSet
  group.each.timeout(90_000)
  group.each.setup(async () => {
    await emptyDatabase()
    author = await User.findOrFail(await createUser(testSql(), 'Mira'))
    set = await createSet(author.id)
  })

  async function open(context: BrowserContext, assert: Parameters<typeof Screen.open>[1]) {
    await signIn(context, author)
    const screen = await Screen.open(context, assert)
    await screen.visit(`/card-sets/${set.id}`)
    return screen
  }
  const importing = (page: Page, files: ReturnType<typeof zip>) => {
    const input = page.locator('input[aria-label="Zip or files to import"]')
    return input.setInputFiles(files)
  }

  test('a price below what a card gives, at its field; a rarity that is still on sale', async ({
    browserContext,
    assert,
  }) => {
    const publishSet = await app.container.make(PublishSet)
    await publishSet.execute(set)
    const [common, uncommon] = set.rarities
    const card = set.cards.find(({ rarityId }) => rarityId === uncommon?.id)
    if (!common || !card) throw new Error('Each rarity has a card')
    await new SaveCard().execute(await setOf(set.id), card.id, { ...card, rarityId: common.id })

    const screen = await open(browserContext, assert)
    const { page } = screen
    await page.getByRole('tab', { name: 'Rarities & odds' }).click()
    await page.getByLabel('Price').nth(3).fill('150')
    await page.getByLabel('Price').nth(0).fill('5')
    await page.getByRole('button', { name: 'Save the rarities' }).click()
    const fault = page.getByText('It has to be more than a duplicate gives, or 0.', {
      exact: false,
    })
    await fault.nth(1).waitFor()
    await screen.check('card_set_price_faults')
    await page.getByRole('button', { name: 'Discard' }).click()

    await page.getByRole('button', { name: 'Remove Uncommon' }).click()
    await page.getByRole('button', { name: 'Save the rarities' }).click()
    await page
      .getByText('Set its chance to 0 and publish first.', { exact: false })
      .first()
      .waitFor()
    assert.lengthOf((await setOf(set.id)).rarities, 4)
  })

  test('an import with endless names, hundreds of faults and of other files', async ({
    browserContext,
    assert,
  }) => {
    const screen = await open(browserContext, assert)
    const { page } = screen
    const long = 'Every_card_of_the_second_season_'.repeat(9)
    await page.getByRole('button', { name: 'Import' }).click()
    await importing(
      page,
      zip([
        ...Array.from({ length: 300 }, (_, n) => ({
          name: `${long}/${n}.png`,
          content: Buffer.from('x'),
        })),
        ...Array.from({ length: 60 }, (_, n) => ({
          name: `${long}/${n}.txt`,
          content: Buffer.from('x'),
        })),
      ])
    )
    await page.getByRole('heading', { name: '300 things are wrong' }).waitFor()
    await page.getByText('and 40 more', { exact: false }).waitFor()
    await screen.check('card_set_import_many_faults')

    await importing(
      page,
      zip(
        await Promise.all(
          Array.from({ length: 130 }, async (_, n) => ({
            name: `Rare/Card ${n} ${long}.png`,
            content: await png({ width: 5, height: 7 + n }),
          }))
        )
      )
    )
    await page.getByRole('heading', { name: '130 cards come in' }).waitFor()
    await page.getByText('And 30 more.').waitFor()
    await screen.check('card_set_import_many')
    await page.getByRole('button', { name: 'Import 130 cards' }).click()
    await page.getByText('130 cards have come in.').first().waitFor()
  })

  test('a second import of one person has to wait for the first', async ({
    browserContext,
    assert,
  }) => {
    const first = await open(browserContext, assert)
    const second = await Screen.open(browserContext, assert)
    await second.visit(`/card-sets/${set.id}`)
    const cards = zip([{ name: 'a.csv', content: Buffer.from('name,rarity\nFox,rare\n') }])
    const lock = await db.transaction()
    await lock.rawQuery('SELECT FROM card_sets FOR UPDATE')

    await first.page.getByRole('button', { name: 'Import' }).click()
    await importing(first.page, cards)
    await first.page.getByRole('button', { name: 'Import 1 card' }).click()
    await until('it waits for the set', async () => {
      const rows = await testSql().run(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
      )
      return rows.length === 1
    })
    await second.page.getByRole('button', { name: 'Import' }).click()
    await importing(second.page, cards)
    await second.page
      .getByText('You are importing cards already', { exact: false })
      .waitFor({ timeout: 10_000 })
    await second.assertAccessible('an import that has to wait')
    await lock.rollback()
    await first.page.getByText('1 card has come in.').first().waitFor()
    await importing(second.page, cards)
    await second.page.getByText('is there already', { exact: false }).waitFor()
  })

  test('without room for pictures it says what to do', async ({ browserContext, assert }) => {
    await testSql().run(
      `INSERT INTO pictures (id, owner_id, sha256, width, height, bytes)
       SELECT gen_random_uuid(), $1, n::text, 9, 9, 9 FROM generate_series(1, 5000) n`,
      [author.id]
    )
    const screen = await open(browserContext, assert)
    const { page } = screen
    await page
      .locator('input[aria-label="Pictures for new cards"]')
      .setInputFiles([{ name: 'fox.png', mimeType: 'image/png', buffer: await png() }])
    const fault = page.getByText('You can keep 5,000 pictures here.', { exact: false }).first()
    await fault.waitFor()

    await page.getByRole('button', { name: 'Import' }).click()
    await importing(page, zip([{ name: 'Rare/fox.png', content: await png() }]))
    await page.getByRole('button', { name: 'Import 1 card' }).click()
    await page.getByRole('alert').getByText('You can keep 5,000 pictures here.').waitFor()
    await screen.assertAccessible('an import without room')
  })
})
