import { test } from '@japa/runner'
import { Screen } from '#tests/support/browser'
import { testSql } from '#tests/support/fixtures'
import { packStage, type PackStage, viewer } from '#tests/functional/packs/stage'

/** A stream of which one pack waits, or one that is over. */
async function play({ channel }: PackStage, packs: number): Promise<void> {
  const viewers = [await viewer('nyx'), await viewer('odo'), await viewer('pip')]
  for (let pack = 0; pack < packs; pack++) {
    const opened = await channel.buy(viewers[pack % viewers.length])
    if (pack % 11 === 5) await channel.refund(opened)
    else await channel.show(opened)
  }
}

test.group('Screens | odds of card packs', (group) => {
  let stage: PackStage
  group.each.timeout(90_000)
  group.each.setup(async () => {
    stage = await packStage({ pityAfter: 10 })
    await testSql().run(`UPDATE twitch_accounts SET login = 'mira' WHERE user_id = $1`, [
      stage.streamer.id,
    ])
  })

  test('a stranger reads rates, tries packs, and compares real ones', async ({
    browserContext,
    assert,
  }) => {
    await play(stage, 60)
    await stage.channel.buy(await viewer('rook'))
    const screen = await Screen.open(browserContext, assert)
    const { page } = screen
    await screen.visit('/packs/mira')
    await page.getByText('500 points for a pack').waitFor()
    await screen.check('packs_channel')

    await page.getByRole('link', { name: 'Odds of The long dark' }).click()
    await page.locator('[data-rarity="Legendary"]').getByText('(1/100)').waitFor()
    await page.getByText('After 10 packs in a row without Legendary').waitFor()
    await page.getByRole('button', { name: 'Open 1,000 packs' }).click()
    const rows = page.locator('[data-simulator] [data-outcome]')
    await rows.nth(4).waitFor()
    assert.equal(await rows.count(), 5)
    await page.getByText('of 1,000 packs had Legendary').waitFor()

    const observed = page.locator('[data-observed]')
    await observed.getByText('All 55 packs of this set').waitFor()
    await observed.getByText('Chi-square').first().waitFor()
    await page.getByText('In use').waitFor()
    await page.locator('details').first().locator('summary').click()
    await page.evaluate(() => scrollTo(0, 0))
    await screen.check('packs_odds')
  })

  test('before the first pack there is nothing to compare, and no seed', async ({
    browserContext,
    assert,
  }) => {
    const screen = await Screen.open(browserContext, assert)
    const { page } = screen
    await screen.visit(`/packs/${stage.streamer.id}/sets/${stage.channel.set.setId}`)
    await page.getByText('No pack opened yet').waitFor()
    await screen.check('packs_odds_empty')
    await screen.visit(`/packs/mira/sets/${stage.streamer.id}`, 404)
    await screen.visit('/packs/nobody', 404)
  })

  test('anybody checks a stream in the browser, and finds the card that was changed', async ({
    browserContext,
    assert,
  }) => {
    await play(stage, 40)
    const screen = await Screen.open(browserContext, assert)
    const { page } = screen
    const [{ sha256 = '' } = {}] = await testSql().run<{ sha256: string }>(
      'SELECT sha256 FROM pack_seeds'
    )
    const address = `/packs/mira/seeds/${sha256}`
    await screen.visit(address)
    await page.getByText('Not yet').waitFor()
    assert.equal(await page.locator('[data-pack]').count(), 0)

    await stage.channel.reveal()
    await screen.visit('/packs/mira')
    await page.getByRole('link', { name: 'Check this stream' }).click()
    await page.getByText('All 40 packs are as they were drawn.').waitFor()
    assert.equal(await page.locator('[data-right="true"]').count(), 40)
    await page.evaluate(() => scrollTo(0, 0))
    await screen.check('packs_check_right')

    await testSql().run(
      `UPDATE opening_cards SET card_id = $1, variant_id = NULL
       WHERE slot = 0 AND opening_id = (SELECT id FROM openings WHERE number = 3)`,
      [stage.channel.set.edition.cards.at(-1)?.id ?? '']
    )
    await screen.visit(`${address}?again`)
    await page.getByText('1 pack is wrong.').waitFor()
    const wrong = page.locator('[data-pack="3"][data-right="false"]').first()
    await wrong.getByText('Card 1 should be').waitFor()
    await screen.check('packs_check_wrong')
  })

  test('a seed that was lost is named, with what that means', async ({
    browserContext,
    assert,
  }) => {
    await play(stage, 4)
    await testSql().run('UPDATE pack_seeds SET last_number = 4, lost_at = now()')
    await stage.channel.newSeed('the stream after that')
    const screen = await Screen.open(browserContext, assert)
    const { page } = screen
    await screen.visit('/packs/mira')
    await page.getByText('the key of this server was changed').waitFor()
    await page.getByText('Lost', { exact: true }).waitFor()
    await page.getByText('In use', { exact: true }).waitFor()
    assert.equal(await page.getByRole('link', { name: 'Check this stream' }).count(), 0)
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
    await screen.check('packs_seed_lost')

    const [{ sha256 = '' } = {}] = await testSql().run<{ sha256: string }>(
      'SELECT sha256 FROM pack_seeds WHERE lost_at IS NOT NULL'
    )
    await screen.visit(`/packs/mira/seeds/${sha256}`)
    await page.getByText('This stream cannot be checked').waitFor()
    await screen.check('packs_check_lost')
  })
})
